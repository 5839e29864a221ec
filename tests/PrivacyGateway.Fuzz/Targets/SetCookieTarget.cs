using System.Globalization;
using System.Text;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Fuzz.Reference;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>The <c>Set-Cookie</c> rewriter for both kinds of browsers.</summary>
internal sealed class SetCookieTarget() : FuzzTarget("set-cookie")
{
    private const string Host = "track.shop.example";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly SetCookieRewriter Rewriter = new(
        [FuzzPolicies.OptOutCookie], FuzzPolicies.AnonymousCookie, [FuzzPolicies.OptOutCookie], mayEndOptOut: true);

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "wteid_111111111111111=4260000000000000001; Path=/; Max-Age=15552000; Secure; HttpOnly; SameSite=None",
            "wtsid_111111111111111=4260000000000000002; Path=/; Secure; HttpOnly; SameSite=None; Domain=.shop.example",
            "webtrekkOptOut=1; Max-Age=155520000; Path=/", "miCookieOptOut=1; Path=/",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public override void Run(ReadOnlySpan<byte> input)
    {
        // The client that reads the track domain's response has no headers with these.
        if (input.IndexOfAny((byte)'\n', (byte)'\r', (byte)0) >= 0)
            return;

        var line = Encoding.Latin1.GetString(input);
        CheckAnonymous(Rewriter.RewriteAnonymous(line, Host, Now, new Trace()));
        CheckIdentified(line, Rewriter.RewriteIdentified(line, Host, Now, new Trace()));
    }

    protected override void AddFromGrammar(Draft draft, Dice dice) => CookieGrammar.AddSetCookie(draft, dice);

    private static void CheckAnonymous(string? line)
    {
        if (line is null)
            return;
        var parts = line.Split("; ");
        Finding.Unless(parts[0] is FuzzPolicies.OptOutCookie + "=1" or FuzzPolicies.OptOutCookie
            + "=", "an anonymous browser gets a cookie that could tell it from others");
        foreach (var part in parts[1..])
        {
            var harmless = part is "Path=/" or "SameSite=Lax" or "Secure"
                || (part.StartsWith("Max-Age=", StringComparison.Ordinal)
                    && int.TryParse(part.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                || (part.StartsWith("Domain=", StringComparison.Ordinal) && IsOurs(part[7..]));
            Finding.Unless(harmless, "an attribute could tell browsers apart");
        }

        Finding.Unless(Rewriter.RewriteAnonymous(line, Host, Now, new Trace()) == line, "rewriting is not idempotent");
    }

    private static void CheckIdentified(string input, string? line)
    {
        if (line is null)
            return;
        var name = CookieReference.NameOf(line.Split(';')[0]);
        Finding.Unless(
            !name.Equals(FuzzPolicies.AnonymousCookie, StringComparison.OrdinalIgnoreCase), "the track domain decides about consent");
        Finding.Unless(
            name is FuzzPolicies.OptOutCookie or "eid" or "sid" || name.StartsWith("wt", StringComparison.Ordinal),
            "a cookie that is not the vendor's passes");
        Finding.Unless(line.Length <= input.Length || name == FuzzPolicies.OptOutCookie, "the line grew");

        var domain = line.Split(';').Skip(1).Where(
            part => CookieReference.NameOf(part).Equals("domain", StringComparison.OrdinalIgnoreCase))
            .Select(part => part.Split('=', 2) is [_, var value] ? value.Trim(' ', '\t').TrimStart('.') : "").LastOrDefault("");
        Finding.Unless(domain.Length == 0 || IsOurs(domain), "a domain that does not cover the host is preserved");
        Finding.Unless(Rewriter.RewriteIdentified(line, Host, Now, new Trace()) == line, "rewriting is not idempotent");
    }

    private static bool IsOurs(string domain) =>
        Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
