namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>Core segments of IAB TCF strings: version 2, policy version 4, service-specific, all dates zero, no vendors.</summary>
internal static class TcText
{
    /// <summary>Purposes 1 and 8 and no other.</summary>
    public const string Granted = "CAAAAAAAAAAAAAAAAAAAAAEgAIEAAAAAAAAAAAAAAAAA";

    /// <summary>Purpose 1 alone.</summary>
    public const string Refused = "CAAAAAAAAAAAAAAAAAAAAAEgAIAAAAAAAAAAAAAAAAAA";
}
