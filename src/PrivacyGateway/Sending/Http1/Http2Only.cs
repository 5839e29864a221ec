using System.Net;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Recognizes a server that supports only HTTP/2 from its response to HTTP/1.1, so that the error can name the cause.</summary>
internal static class Http2Only
{
    private const int TypeAt = 3;
    private const byte Settings = 4;
    private const byte GoAway = 7;

    /// <summary>An HTTP/2 server starts with a short SETTINGS or GOAWAY frame. (RFC 9113, sections 3.4 and 6.)</summary>
    public static bool IsFrame(ReadOnlySpan<byte> bytes) =>
        bytes.Length > TypeAt && bytes[0] == 0 && bytes[1] == 0 && bytes[TypeAt] is Settings or GoAway;

    /// <summary>Kestrel responds with an HTTP/1.1 message.</summary>
    public static bool IsIndicatedBy(UpstreamResponse response) =>
        response.Status == (int)HttpStatusCode.BadRequest && response.Body.Span.IndexOf("HTTP/2 only endpoint"u8) >= 0;

    /// <summary>The server rejects the ALPN protocols (RFC 7301, section 3.2). The message is OpenSSL's.</summary>
    public static bool IsIndicatedBy(Exception handshake) =>
        handshake.ToString().Contains("no application protocol", StringComparison.OrdinalIgnoreCase);
}
