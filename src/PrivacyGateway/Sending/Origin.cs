namespace PrivacyGateway.Sending;

/// <summary>The origin of an upstream. (RFC 9110, section 4.3.1.)</summary>
/// <param name="IsSecure">Whether connections use TLS.</param>
/// <param name="Host">A name, or an IP address without brackets.</param>
/// <param name="Port">The port.</param>
/// <param name="ServerName">The name for SNI, which the certificate must contain.</param>
internal readonly record struct Origin(bool IsSecure, string Host, int Port, string ServerName);
