using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>The requirements for an anonymous hit, from the specification and the design's levels table.</summary>
internal sealed class AnonymousJudge(string group)
{
    /// <summary>Written by hand: the parameters of the real pixel's hits that the table's first two rows cover.</summary>
    private static readonly string[] Identity =
    [
        "eid", "one", "fns", "ui5", "X-WT-EID", "X-WT-UA", "sid", "uc700", "uc701", "uc702", "uc703", "uc704", "uc705",
        "uc706", "uc707", "uc708", "uc709", "uc710", "uc711", "uc712", "uc713",
    ];

    private static readonly string[] Headers =
        ["Host", "Accept", "Accept-Language", "User-Agent", "Content-Type", "Content-Length", "CDN-Loop"];

    private readonly StringBuilder _complaints = new();
    private HitPair? _complainedOf;

    /// <summary>The policy's own list beside the identifiers.</summary>
    public IReadOnlyList<string> Suppressed { get; init; } = ["cd", "uc5", "uc7"];

    /// <summary>Parameters with a nested URL that contained identifiers, so that they had to change.</summary>
    public IReadOnlyList<string> MayChange { get; init; } = [];

    /// <summary>Adds the hits to the group's figures, then fails with every violation.</summary>
    public void Judge(IReadOnlyList<HitPair> hits, IReadOnlyList<string> secrets)
    {
        Assert.NotEmpty(hits);
        var tally = Tally.None;
        foreach (var hit in hits)
        {
            var found = WireJudge.Search(hit.Arrived.Raw, secrets);
            foreach (var finding in found)
            {
                Complain(hit, $"reached the track domain: {finding}");
            }

            tally += new Tally(1, IsMarkedOnce(hit) ? 1 : 0, found.Count, Changed(hit));
            JudgeHeaders(hit);
        }

        Figures.Add(group, tally);
        Assert.True(_complaints.Length == 0, _complaints.ToString());
    }

    /// <summary>Exactly one <c>nc=1</c> in each place, after the first preserved parameter.</summary>
    private bool IsMarkedOnce(HitPair hit)
    {
        var marked = true;
        foreach (var pieces in hit.After.Groups)
        {
            var markers = pieces.Where(HitText.IsMarker).ToList();
            var place = Math.Min(1, pieces.Count - 1);
            if (markers is not ["nc=1"] || pieces[place] != "nc=1")
            {
                Complain(hit, $"no single nc=1 in second place: {string.Join('&', pieces)}");
                marked = false;
            }
        }

        return marked;
    }

    /// <summary>The random letters that the pixel appends to <c>wt</c> are stripped.</summary>
    private static string WithoutSuffix(string path) =>
        path.LastIndexOf("/wt", StringComparison.Ordinal) is >= 0 and var at ? path[..(at + "/wt".Length)] : path;

    /// <summary>
    /// The forwarded hit equals the sent one, byte for byte and in order, except for the parameters that the policy strips.
    /// </summary>
    private int Changed(HitPair hit)
    {
        var (before, after) = (hit.Before.Groups, hit.After.Groups);
        if (WithoutSuffix(hit.Before.Path) != hit.After.Path || before.Count != after.Count || hit.Sent.Method != hit.Arrived.Method)
        {
            Complain(hit, $"another request: {hit.Arrived.Method} {hit.After.Path} with {after.Count} parts");
            return 1;
        }

        var changed = 0;
        for (var at = 0; at < before.Count; at++)
        {
            var expected = before[at].Where(piece => !IsStripped(piece)).Select(Blurred).ToList();
            var actual = after[at].Where(piece => !HitText.IsMarker(piece)).Select(Blurred).ToList();
            if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
            {
                changed += Math.Max(1, expected.Except(actual, StringComparer.Ordinal).Count());
                Complain(hit, $"kept parameters changed, expected\n  {string.Join('&', expected)}\nbut saw\n  {string.Join('&', actual)}");
            }
        }

        return changed;
    }

    private bool IsStripped(string piece)
    {
        var name = HitText.NameOf(piece);
        return HitText.IsMarker(piece)
            || Identity.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Suppressed.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private string Blurred(string piece) =>
        MayChange.Contains(HitText.NameOf(piece), StringComparer.Ordinal) ? HitText.NameOf(piece) + "=(rewritten)" : piece;

    private void JudgeHeaders(HitPair hit)
    {
        foreach (var name in hit.Arrived.Headers.Select(header => header.Key).Except(Headers, StringComparer.OrdinalIgnoreCase))
        {
            Complain(hit, $"the track domain saw the header {name}");
        }

        foreach (var cookie in hit.Sent.GivenCookies)
        {
            Complain(hit, $"the browser was given a cookie: {cookie}");
        }
    }

    /// <summary>The request once, then every violation.</summary>
    private void Complain(HitPair hit, string description)
    {
        if (!ReferenceEquals(_complainedOf, hit))
        {
            _complainedOf = hit;
            _complaints.AppendLine($"The browser sent {hit.Sent.Method} {hit.Sent.Target}{hit.Sent.Body}");
        }

        _complaints.AppendLine($"- {description}");
    }
}
