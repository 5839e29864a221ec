namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>Counts over some anonymous hits.</summary>
internal sealed record Tally(int Hits, int Marked, int Identifiers, int Changed)
{
    public static Tally None { get; } = new(0, 0, 0, 0);

    public static Tally operator +(Tally one, Tally other) => new(
        one.Hits + other.Hits,
        one.Marked + other.Marked,
        one.Identifiers + other.Identifiers,
        one.Changed + other.Changed);
}
