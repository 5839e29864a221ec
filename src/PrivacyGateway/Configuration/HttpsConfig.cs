namespace PrivacyGateway.Configuration;

/// <summary>How visitors are led to TLS.</summary>
internal sealed record HttpsConfig
{
    /// <summary>Whether a plain HTTP request is redirected to HTTPS (308). Default false.</summary>
    public bool Redirect { get; init; }

    /// <summary>Days for <c>Strict-Transport-Security</c> (RFC 6797) on answers over TLS. 0 to 3650, default 0: no such header.</summary>
    public int HstsDays { get; init; }
}
