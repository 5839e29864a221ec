namespace PrivacyGateway.Endpoints.State;

/// <summary>Something that needs attention.</summary>
/// <param name="Section">The id of the section that shows more.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Tone">How bad it is.</param>
internal sealed record StateFinding(string Section, string Text, StateTone Tone);
