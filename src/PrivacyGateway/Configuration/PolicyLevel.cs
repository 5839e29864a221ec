namespace PrivacyGateway.Configuration;

/// <summary>How much an anonymous hit leaves behind.</summary>
internal enum PolicyLevel
{
    Standard,
    Strict,
}
