namespace PrivacyGateway.Configuration;

/// <summary>What of the visitor's address goes upstream with an identified hit.</summary>
internal enum ClientAddressMode
{
    Full,

    /// <summary>The first 24 bits of an IPv4 address, the first 48 of an IPv6 address.</summary>
    Truncated,

    None,
}
