namespace PrivacyGateway.Hosting.Reload;

/// <summary>Whether what runs is what the file says. Replaced whole.</summary>
/// <param name="AppliedAt">Since when this configuration is in force.</param>
/// <param name="Problem">Why the file's present content is not in force; null if it is.</param>
internal sealed record ConfigStatus(DateTimeOffset AppliedAt, string? Problem = null)
{
    public bool IsStale => Problem is not null;
}
