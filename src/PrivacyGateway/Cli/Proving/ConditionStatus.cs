namespace PrivacyGateway.Cli.Proving;

/// <summary>The result of a run for a condition.</summary>
internal enum ConditionStatus
{
    /// <summary>The captured requests are evidence for it.</summary>
    Shown,

    /// <summary>Traffic cannot answer it; the reader must.</summary>
    ForYou,

    DoesNotApply,

    NotFulfilled,
}
