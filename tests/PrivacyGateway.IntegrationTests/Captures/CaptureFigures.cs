namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>The three figures of the replay, and every deviation from the table.</summary>
internal sealed class CaptureFigures(string policy)
{
    private readonly List<string> _deviations = [];

    public string Policy => policy;

    public int Replays { get; set; }

    public int AnonymousHits { get; set; }

    public int IdentifiersReached { get; set; }

    public int HitsWithOneMarker { get; set; }

    public int PreservedParameters { get; set; }

    public int PreservedParametersChanged { get; set; }

    public IReadOnlyList<string> Deviations => _deviations;

    public void Deviation(Replay replay, string description) => _deviations.Add($"{replay}: {description}");

    public void Expect(Replay replay, string description, string? expected, string? seen)
    {
        if (expected != seen)
        {
            Deviation(replay, $"{description}\n    expected: {expected ?? "(none)"}\n    seen:     {seen ?? "(none)"}");
        }
    }

    public override string ToString() =>
        $"policy {policy}: {Replays} replays, {AnonymousHits} anonymous hits; "
        + $"identifiers that reached the track domain: {IdentifiersReached}; "
        + $"hits with exactly one nc=1: {HitsWithOneMarker} of {AnonymousHits}; "
        + $"kept parameters changed: {PreservedParametersChanged} of {PreservedParameters}";
}
