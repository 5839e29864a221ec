using System.Net;

namespace PrivacyGateway.Sending.Http1;

/// <summary>How a server that speaks only HTTP/2 answers a request of HTTP/1.1; without a word about it the operator would look everywhere else.</summary>
internal static class Http2Only
{
    private const int TypeAt = 3;
    private const byte Settings = 4;
    private const byte GoAway = 7;

    /// <summary>A connection of HTTP/2 begins with one of these frames, both short. (RFC 9113, sections 3.4 and 6.)</summary>
    public static bool IsFrame(ReadOnlySpan<byte> bytes) => bytes.Length > TypeAt && bytes[0] == 0 && bytes[1] == 0 && bytes[TypeAt] is Settings or GoAway;

    /// <summary>Kestrel answers in the words of HTTP/1.1.</summary>
    public static bool Says(AnswerMessage answer) =>
        answer.StatusCode == HttpStatusCode.BadRequest && answer.Body.Span.IndexOf("HTTP/2 only endpoint"u8) >= 0;

    /// <summary>It knows no protocol among those that TLS offered (RFC 7301, section 3.2); the platform passes OpenSSL's words on.</summary>
    public static bool Says(Exception handshake) =>
        handshake.ToString().Contains("no application protocol", StringComparison.OrdinalIgnoreCase);
}
