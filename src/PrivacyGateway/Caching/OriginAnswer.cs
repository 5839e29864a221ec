namespace PrivacyGateway.Caching;

/// <summary>The track domain's answer, complete in memory.</summary>
internal sealed record OriginAnswer(OriginOutcome Outcome, int Status, Fields Fields, ReadOnlyMemory<byte> Body)
{
    public static OriginAnswer Failed { get; } = Without(OriginOutcome.Failed);

    public static OriginAnswer NotForMemory { get; } = Without(OriginOutcome.NotForMemory);

    public static OriginAnswer NoRoom { get; } = Without(OriginOutcome.NoRoom);

    /// <summary>Whether a copy may stand in for it.</summary>
    public bool IsError => Outcome == OriginOutcome.Failed || Status >= 500;

    public static OriginAnswer Of(int status, Fields fields, ReadOnlyMemory<byte> body) => new(OriginOutcome.Answered, status, fields, body);

    private static OriginAnswer Without(OriginOutcome outcome) => new(outcome, 0, Fields.None, default);
}
