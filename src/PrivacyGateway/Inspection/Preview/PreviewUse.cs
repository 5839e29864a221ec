namespace PrivacyGateway.Inspection.Preview;

/// <summary>One line of the history of previews.</summary>
/// <param name="At">When.</param>
/// <param name="Host">The public host.</param>
/// <param name="Event">In a few words.</param>
internal sealed record PreviewUse(DateTimeOffset At, string Host, string Event);
