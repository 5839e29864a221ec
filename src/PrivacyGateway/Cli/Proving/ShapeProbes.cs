using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// Probes parameters and fields that no pixel writes: names that parsers may read differently, and words where <c>p</c> has numbers.
/// </summary>
internal sealed class ShapeProbes(ProbeSubject subject, ProbeWriter writer, Canaries canaries)
{
    private const string Name = "(unreadable name)";
    private const string Field = "(page field)";

    /// <summary>A NUL, a leading bracket, a colon, and an escape nested deeper than any parser decodes.</summary>
    private static readonly string[] Names = [
        "visitor%00ref", "%5Bvisitor", "visitor:ref", $"visitor%{string.Concat(Enumerable.Repeat("25", 12))}41"];

    private readonly Promises? _promises = subject.Policy is { } policy ? new Promises(policy) : null;

    public IEnumerable<Probe> All()
    {
        yield return Unreadable(CanaryLocation.Query);
        yield return Unreadable(CanaryLocation.Form);
        yield return Unreadable(CanaryLocation.BatchLine);
        yield return EmptyPairs();
        yield return OnlyIdentifier(CanaryLocation.Query);
        yield return OnlyIdentifier(CanaryLocation.BatchLine);
        yield return Visitors();
        yield return Fields(Spelling.PlainName, count: 3, static page => page);

        // With encoded commas, a further comma belongs to the page name, so there is no extra field at the end.
        yield return Fields("percent", count: 2, Uri.EscapeDataString);
    }

    private Probe Unreadable(CanaryLocation place)
    {
        Placement[] placed =
        [
            .. Names.Select(_ => canaries.Place(new Placement(
                canaries.Word(), Name, ReportedCategory.Unknown, place, Spelling.PlainName, subject.Rule(RuleNames.Unreadable)))),
        ];
        var hit = $"{ProbeWriter.Page}&{string.Join('&', Names.Zip(placed, static (name, placement) => $"{name}={placement.Value}"))}";
        return new Probe(subject, $"{Name}, {place}", place switch
        {
            CanaryLocation.Form => writer.Post(writer.Hit, hit),
            CanaryLocation.BatchLine => writer.Post($"/{subject.TrackIds}/batch", $"wt?{ProbeWriter.Page}", $"wt?{hit}"),
            _ => writer.Get($"{writer.Hit}?{hit}"),
        }, placed);
    }

    /// <summary>Separators without a pair between them, at the start, in the middle and at the end.</summary>
    private Probe EmptyPairs()
    {
        var (first, last) = (Identifier(CanaryLocation.Query, "empty pairs"), Identifier(CanaryLocation.Query, "empty pairs"));
        return new Probe(subject, "empty pairs", writer.Get(
            $"{writer.Hit}?&&eid={first.Value}&&{ProbeWriter.Page}&&eid={last.Value}&&ct=button&&"), [first, last]);
    }

    /// <summary>A hit of which nothing is left.</summary>
    private Probe OnlyIdentifier(CanaryLocation place)
    {
        const string about = "only an identifier";
        var placed = Identifier(place, about);
        return new Probe(subject, $"{about}, {place}", place == CanaryLocation.Query
            ? writer.Get($"{writer.Hit}?eid={placed.Value}")
            : writer.Post($"/{subject.TrackIds}/batch", $"wt?eid={placed.Value}", $"wt?{ProbeWriter.Page}"), [placed]);
    }

    /// <summary>
    /// A server's batch: the marker of one line speaks for one visitor, if the policy has no anonymous function for browsers,
    /// and otherwise for the whole batch.
    /// </summary>
    private Probe Visitors()
    {
        const string about = "batch of two visitors";
        var isByLine = subject.Decision == StateDecision.Identified
            && subject.Policy is { UserIdentification.EnableAnonymousFunction: false };
        var other = Identifier(CanaryLocation.BatchLine, about, isByLine ? null : RuleNames.Identity);
        var marked = Identifier(CanaryLocation.BatchLine, about, RuleNames.Identity);
        return new Probe(subject, about, writer.Post(
            $"/{subject.TrackIds}/batch", $"wt?{ProbeWriter.Page}&eid={other.Value}", $"wt?{ProbeWriter.Page}&nc=1&eid={marked.Value}"),
            [other, marked]);
    }

    private Placement Identifier(CanaryLocation place, string spelling) => Identifier(place, spelling, subject.Rule(RuleNames.Identity));

    private Placement Identifier(CanaryLocation place, string spelling, string? rule) => canaries.Place(new Placement(
        canaries.Number(), "eid", ReportedCategory.Identifier, place, spelling, subject.Decision switch
        {
            StateDecision.None => null,
            StateDecision.Blocked => Promises.OptOut,
            _ => rule,
        }));

    /// <summary>Replaces the fields for the JavaScript version and for Java, and appends a field.</summary>
    private Probe Fields(string spelling, int count, Func<string, string> write)
    {
        Placement[] placed =
        [
            .. Enumerable.Range(0, count).Select(_ => canaries.Place(new Placement(
                canaries.Word(), Field, ReportedCategory.Unknown, CanaryLocation.PageField, spelling, subject.Rule(_promises?.PageField)))),
        ];
        var page =
            $"600,prove.home,{placed[0].Value},1280x720,24,1,1700000000000,0,1280x720,{string.Join(',', placed[1..].Select(static placement => placement.Value))}";
        return new Probe(subject, $"{Field}, {spelling}", writer.Get($"{writer.Hit}?p={write(page)}"), placed);
    }
}
