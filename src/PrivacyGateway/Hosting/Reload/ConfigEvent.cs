namespace PrivacyGateway.Hosting.Reload;

/// <summary>One entry of the history of reloads.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">The outcome for the content.</param>
/// <param name="Hash">Of the configuration that applies since then; null if the content was refused.</param>
/// <param name="Problem">Why it was refused; null if it was not.</param>
internal sealed record ConfigEvent(DateTimeOffset At, ConfigEventKind Kind, string? Hash = null, string? Problem = null);
