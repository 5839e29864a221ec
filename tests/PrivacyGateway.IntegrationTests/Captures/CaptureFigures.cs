namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>The three figures that the replay exists for, and everything that was not as the table says.</summary>
internal sealed class CaptureFigures(string policy)
{
    private readonly List<string> _deviations = [];

    public string Policy => policy;

    public int Replays { get; set; }

    public int AnonymousHits { get; set; }

    public int IdentifiersReached { get; set; }

    public int HitsWithOneMarker { get; set; }

    public int KeptParameters { get; set; }

    public int KeptParametersChanged { get; set; }

    public IReadOnlyList<string> Deviations => _deviations;

    public void Deviation(Replay replay, string what) => _deviations.Add($"{replay}: {what}");

    public void Expect(Replay replay, string what, string? expected, string? seen)
    {
        if (expected != seen)
        {
            Deviation(replay, $"{what}\n    expected: {expected ?? "(none)"}\n    seen:     {seen ?? "(none)"}");
        }
    }

    public override string ToString() =>
        $"policy {policy}: {Replays} replays, {AnonymousHits} anonymous hits; "
        + $"identifiers that reached the track domain: {IdentifiersReached}; "
        + $"hits with exactly one nc=1: {HitsWithOneMarker} of {AnonymousHits}; "
        + $"kept parameters changed: {KeptParametersChanged} of {KeptParameters}";
}
