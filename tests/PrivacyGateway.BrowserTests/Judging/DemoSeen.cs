namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>The findings of <c>judge-demo.mjs</c> on the demo page.</summary>
/// <param name="Pictures">The texts in each of the README's pictures.</param>
/// <param name="First">Before anything is touched.</param>
/// <param name="Situations">Each default, level and visitor.</param>
/// <param name="Links">After each of the specification's links.</param>
/// <param name="Views">Each width, zoom and colour scheme.</param>
/// <param name="Keyboard">Without a mouse.</param>
/// <param name="Forced">With colours of the visitor's own.</param>
/// <param name="StandIn">Without the vendor's pixel.</param>
/// <param name="Complaints">Everything that the console said, violations of the content policy among it.</param>
/// <param name="Outside">Requests to other hosts.</param>
internal sealed record DemoSeen(
    IReadOnlyList<IReadOnlyList<string>> Pictures,
    DemoSeen.Sight First,
    IReadOnlyList<DemoSeen.Sight> Situations,
    IReadOnlyList<DemoSeen.Link> Links,
    IReadOnlyList<DemoSeen.View> Views,
    DemoSeen.Keys Keyboard,
    DemoSeen.Colours Forced,
    DemoSeen.Sight StandIn,
    IReadOnlyList<string> Complaints,
    IReadOnlyList<string> Outside)
{
    internal sealed record Sight(
        string Choice,
        string Level,
        string Visitor,
        string Decision,
        IReadOnlyList<Row> Rows,
        IReadOnlyList<string> Folded,
        IReadOnlyList<string> Claims,
        string Note,
        IReadOnlyList<string> Back,
        string Pixel,
        string Chapter,
        IReadOnlyList<string> Violations,
        string Tree)
    {
        public IEnumerable<string> Sent(string group) => Rows.Where(row => row.Group == group).SelectMany(static row => row.Sent);

        public IEnumerable<string> NamesSent(string group) => Sent(group).Select(static pair => pair.Split('=')[0]);
    }

    internal sealed record Row(
        string Group, IReadOnlyList<string> Sent, IReadOnlyList<string> Received, IReadOnlyList<string> Rules, string Why, string? Remedy);

    internal sealed record Link(string Choice, string Text, string Decision);

    internal sealed record View(string Name, IReadOnlyList<string> Violations, int ScrollWidth, int ClientWidth, double Scrolled);

    internal sealed record Keys(IReadOnlyList<Stop> Reached, IReadOnlyList<string> Decisions, bool Unfolded, Selection Shown);

    internal sealed record Stop(string Name, bool Visible);

    internal sealed record Selection(string Hit, string Focused, string Current);

    internal sealed record Colours(string Chosen, string Other, string Gone, IReadOnlyList<string> Signs);
}
