namespace PrivacyGateway.Configuration;

/// <summary>What a hit is whose cookies cannot have arrived at the gateway.</summary>
internal enum InvisibleCookiesMode
{
    Anonymous,
    ByCookie,
}
