namespace PrivacyGateway.Configuration;

/// <summary>HTTP versions, by Kestrel's names.</summary>
internal enum HttpVersions
{
    Http1,
    Http2,
    Http1AndHttp2,
}
