namespace PrivacyGateway.Sending.Http1;

/// <summary>Where connections lead. (RFC 9110, section 4.3.1.)</summary>
/// <param name="IsSecure">Whether TLS is spoken.</param>
/// <param name="Host">A name, or an address without brackets.</param>
/// <param name="Port">The port.</param>
/// <param name="ServerName">The name that TLS asks for and the certificate must have.</param>
internal readonly record struct Origin(bool IsSecure, string Host, int Port, string ServerName);
