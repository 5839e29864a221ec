using System.Buffers;
using System.Globalization;
using System.Text;
using PrivacyGateway.Consent;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Fuzz.Reference;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>
/// Cookies that an intermediary has folded into one header: the bits of the first byte choose commas or semicolons, each further line of
/// the input is a cookie. Every cookie of the site gets a canary.
/// </summary>
internal sealed class FoldedCookiesTarget() : FuzzTarget("folded-cookies")
{
    private const int MostPairs = 8;
    private const string Canary = "CANARY";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&*+-.^_`|~");
    private static readonly string[] Vendor = ["wtstp_", "wt3_", "wt_", "wteid_", "wtsid_"];

    private static readonly AnonymousCookieSignal OptOut = new(FuzzPolicies.AnonymousCookie);
    private static readonly ConsentCookieSignal OptIn = new(FuzzPolicies.AnonymousCookie, ["1"], mayBeReplaced: false);
    private static readonly OptOutCookieSignal FullOptOut = new([FuzzPolicies.OptOutCookie]);

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [.. Captures.Real.Cookies.Select(line => (byte[])[0xFF, .. Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(line).Replace("; ", "\n", StringComparison.Ordinal))])];

    public override void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return;
        var pairs = Encoding.Latin1.GetString(input[1..]).Split('\n')
            .Where(pair => pair.Length > 0 && !pair.Contains(';', StringComparison.Ordinal)).Take(MostPairs).Select(Mark).ToArray();
        var line = Fold(pairs, input[0]);
        var hit = new Hit("GET", HitKind.Tracking, Hits.HitTarget.Parse("/111111111111111/wt"), [new HeaderLine("Cookie", line)], default);

        Finding.Unless(
            OptOut.Evaluate(hit).Stance == Stance.Anonymous || !IsSet(pairs, FuzzPolicies.AnonymousCookie), "a folded opt-out is not seen");
        Finding.Unless(FullOptOut.Evaluate(hit).Stance == Stance.Blocked || !IsSet(pairs, FuzzPolicies.OptOutCookie),
            "a folded full opt-out is not seen");
        Finding.Unless(OptIn.Evaluate(hit).Stance == Stance.Anonymous || IsOnlyConsent(pairs, input[0]), "a folded cookie is consent");
        Finding.Unless(CookieRewriter.KeepAnalytics(hit, new Trace())?.Value.Contains(Canary, StringComparison.Ordinal) is not true,
            "a cookie of the site is forwarded with one of the vendor's");
    }

    protected override void AddFromGrammar(Draft draft, Dice dice)
    {
        draft.Add((byte)dice.Below(256));
        CookieGrammar.AddFoldable(draft, dice);
    }

    /// <summary>Puts a canary in front of the value of a site's cookie.</summary>
    private static string Mark(string pair, int index)
    {
        var name = CookieReference.NameOf(pair);
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var isSites = equals > 0 && name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters)
            && name is not ("eid" or "sid" or FuzzPolicies.AnonymousCookie or FuzzPolicies.OptOutCookie)
            && !Array.Exists(Vendor, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return isSites ? string.Create(CultureInfo.InvariantCulture, $"{pair[..(equals + 1)]}{Canary}{index}{pair[(equals + 1)..]}") : pair;
    }

    private static string Fold(string[] pairs, byte commas)
    {
        var line = new StringBuilder();
        for (var i = 0; i < pairs.Length; i++)
            line.Append(pairs[i]).Append(i + 1 == pairs.Length ? "" : IsComma(commas, i) ? ", " : "; ");
        return line.ToString();
    }

    /// <summary>Whether a comma stands behind that pair.</summary>
    private static bool IsComma(byte commas, int index) => index >= 0 && (commas & (1 << index)) != 0;

    private static bool IsSet(string[] pairs, string name) => CookieReference.ValuesOf(pairs, name).Exists(value => value.Length > 0);

    private static bool IsOnlyConsent(string[] pairs, byte commas)
    {
        // A bare word beside a comma belongs to the value before the comma.
        var consents = pairs.Index().Where(pair => CookieReference.NameOf(pair.Item) == FuzzPolicies.AnonymousCookie
            && (pair.Item.Contains('=', StringComparison.Ordinal) || !IsBesideComma(pairs, commas, pair.Index))).ToArray();
        return consents.Length > 0
            && Array.TrueForAll(consents, pair => CookieReference.ValuesOf(
                [pair.Item], FuzzPolicies.AnonymousCookie)[0] == "1" && !IsBesideComma(pairs, commas, pair.Index));
    }

    private static bool IsBesideComma(string[] pairs, byte commas, int index) =>
        IsComma(commas, index - 1) || (index + 1 < pairs.Length && IsComma(commas, index));
}
