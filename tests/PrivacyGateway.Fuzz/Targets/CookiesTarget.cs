using System.Text;
using PrivacyGateway.Consent;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Fuzz.Reference;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>The consent signals and the forwarded cookies, from raw <c>Cookie</c> headers (one a line of the input).</summary>
internal sealed class CookiesTarget() : FuzzTarget("cookies")
{
    private static readonly string[] Vendor = ["wtstp_", "wt3_", "wt_", "wteid_", "wtsid_"];

    private static readonly AnonymousCookieSignal OptOut = new(FuzzPolicies.AnonymousCookie);
    private static readonly ConsentCookieSignal OptIn = new(FuzzPolicies.AnonymousCookie, ["1"], mayBeReplaced: false);
    private static readonly OptOutCookieSignal FullOptOut = new([FuzzPolicies.OptOutCookie]);

    public override IReadOnlyList<byte[]> Seeds => Captures.Real.Cookies;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var lines = Encoding.Latin1.GetString(input).Split('\n');
        var hit = new Hit("GET", HitKind.Tracking, Hits.HitTarget.Parse("/111111111111111/wt"),
            [.. lines.Select(line => new HeaderLine("cookie", line))], default);

        var values = CookieReference.ValuesOf(lines, FuzzPolicies.AnonymousCookie);
        Finding.Unless(OptOut.Evaluate(hit).Stance == Stance.Anonymous || values.TrueForAll(value => value.Length == 0),
            "a visitor who opted out is identified");
        Finding.Unless(
            OptIn.Evaluate(hit).Stance == Stance.Anonymous || (values.Count > 0 && values.TrueForAll(value => value == "1")),
            "a visitor who did not consent is identified");
        Finding.Unless(
            FullOptOut.Evaluate(hit).Stance == Stance.Blocked
                || CookieReference.ValuesOf(lines, FuzzPolicies.OptOutCookie).TrueForAll(value => value.Length == 0),
            "a visitor who wants no tracking at all is tracked");

        CheckUpstream(CookieRewriter.KeepAnalytics(hit, new Trace())?.Value);
        Finding.Unless(CookieRewriter.KeepOnly(hit, [FuzzPolicies.OptOutCookie], new Trace()) is not { } only || IsOnly(only.Value),
            "another cookie is forwarded with the opt-out call");
    }

    protected override void AddFromGrammar(Draft draft, Dice dice) => CookieGrammar.AddLines(draft, dice);

    private static void CheckUpstream(string? cookies)
    {
        if (cookies is null)
            return;
        foreach (var pair in cookies.Split(';'))
        {
            var name = CookieReference.NameOf(pair);
            Finding.Unless(
                name is "eid" or "sid" || Vendor.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)),
                "a cookie of the site goes to the vendor");
        }
    }

    private static bool IsOnly(string cookies) => cookies.Split(';').All(pair => CookieReference.NameOf(pair) == FuzzPolicies.OptOutCookie);
}
