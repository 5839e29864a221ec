namespace PrivacyGateway.Inspection;

/// <summary>A cookie that the policy decides by.</summary>
/// <param name="Cookie">Its name.</param>
/// <param name="Value">As sent; null if it was not.</param>
/// <param name="Signal">The signal that reads it.</param>
/// <param name="Meaning">The meaning that the signal gives it.</param>
internal sealed record ConsentReading(string Cookie, string? Value, string Signal, string Meaning);
