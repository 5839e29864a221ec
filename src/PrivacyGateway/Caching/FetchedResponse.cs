namespace PrivacyGateway.Caching;

/// <summary>The track domain's response, complete in memory.</summary>
internal sealed record FetchedResponse(FetchOutcome Outcome, int Status, Fields Fields, ReadOnlyMemory<byte> Body)
{
    public static FetchedResponse Failed { get; } = CreateEmpty(FetchOutcome.Failed);

    public static FetchedResponse Uncacheable { get; } = CreateEmpty(FetchOutcome.Uncacheable);

    public static FetchedResponse NoRoom { get; } = CreateEmpty(FetchOutcome.NoRoom);

    /// <summary>Whether a stale file may be served instead.</summary>
    public bool IsError => Outcome == FetchOutcome.Failed || Status >= 500;

    public static FetchedResponse Create(int status, Fields fields, ReadOnlyMemory<byte> body) =>
        new(FetchOutcome.Completed, status, fields, body);

    private static FetchedResponse CreateEmpty(FetchOutcome outcome) => new(outcome, 0, Fields.None, default);
}
