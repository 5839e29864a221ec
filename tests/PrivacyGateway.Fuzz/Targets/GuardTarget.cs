using System.Text;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Fuzz.Reference;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>
/// The guard without the rewriter in front: a hit that it accepts has no identifier that a careless reader finds, and not the value of the
/// visitor's cookie. The input is a query, judged as target, body and header.
/// </summary>
internal sealed class GuardTarget() : FuzzTarget("guard")
{
    private const string Canary = "4260000000000000001";

    private static readonly StrippedValues Stripped = StrippedValues.From(
        new Hit("GET", HitKind.Tracking, Hits.HitTarget.Parse("/111111111111111/wt?p=1"),
            [new HeaderLine("Cookie", $"wtstp_eid={Canary}")], default));

    public override IReadOnlyList<byte[]> Seeds => Captures.Real.Queries;

    public override void Run(ReadOnlySpan<byte> input)
    {
        if (!Stripped.OccurIn(Encoding.Latin1.GetBytes(Canary)))
            throw new InvalidOperationException("The canary is not among the stripped values.");

        var query = input.ToArray().AsSpan();
        query.Replace((byte)'\n', (byte)' ');
        byte[] target = [.. "/111111111111111/wt?nc=1&"u8, .. query], line = [.. "wt?nc=1&"u8, .. query];
        if (IsAccepted("GET", target))
            CheckQuery(query);
        if (IsAccepted("POST", "/111111111111111/batch"u8.ToArray(), body: line))
            CheckQuery(query);
        if (IsAccepted("GET", "/111111111111111/wt?nc=1"u8.ToArray(), userAgent: Encoding.Latin1.GetString(query)))
            Finding.Unless(!HasCanary(query), "the guard accepts the value of a stripped identifier in a header");
    }

    protected override void AddFromGrammar(Draft draft, Dice dice)
    {
        Grammar.AddQuery(draft, dice);
        if (!dice.OneIn(3))
            return;
        draft.Add(dice.Of<string>(["&cp1=", ";", "%26ct%3D", "&cp2=x,", "&cp3=a/", "&cp4=%7B%22a%22%3A%22", "&pu=%2Fu%2F"]));
        Spelling.Add(draft, dice, Canary);
    }

    private static bool IsAccepted(string method, byte[] target, byte[]? body = null, string? userAgent = null)
    {
        HeaderLine[] headers = userAgent is null ? [] : [new("User-Agent", userAgent)];
        ReadOnlyMemory<byte>? sent = body is null ? null : body;
        return EgressGuard.Find(new RewrittenHit(method, target, headers, sent, IsAnonymous: true) { Stripped = Stripped }) is null;
    }

    private static void CheckQuery(ReadOnlySpan<byte> query)
    {
        Finding.Unless(LenientReader.FindIdentity(query, onlyIdentifiers: true) is null, "the guard accepts an identifier's name");
        Finding.Unless(!HasCanary(query), "the guard accepts the value of a stripped identifier");
    }

    /// <summary>Decoded to a fixed point, as a whole word.</summary>
    private static bool HasCanary(ReadOnlySpan<byte> query)
    {
        var text = query.ToArray();
        var length = text.Length;
        while (LenientReader.DecodeOnce(text, ref length))
        {
            // To the end.
        }

        var plain = Encoding.Latin1.GetString(text, 0, length);
        for (var at = plain.IndexOf(
            Canary, StringComparison.Ordinal); at >= 0; at = plain.IndexOf(Canary, at + 1, StringComparison.Ordinal))
        {
            var end = at + Canary.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(plain[at - 1])) && (end == plain.Length || !char.IsAsciiLetterOrDigit(plain[end])))
                return true;
        }

        return false;
    }
}
