using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>A track domain's responses, as raw bytes (protocol.md, sections 1.6 and 4.2).</summary>
public static class TrackDomainResponses
{
    /// <summary>The ever id that the stand-in sets; the judge searches for it on the browser's side.</summary>
    public const string ServerEverId = "4260000000000000001";

    /// <summary>The session id that the stand-in sets.</summary>
    public const string ServerSession = "4260000000000000002";

    /// <summary>The track domain's own pixel: 43 bytes, so that it cannot be taken for the gateway's 42.</summary>
    public static byte[] Gif { get; } = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    /// <summary>The <c>Set-Cookie</c> headers of the default response.</summary>
    public static IReadOnlyList<string> SetCookies { get; } =
    [
        $"wteid_111111111111111={ServerEverId}; Path=/; Max-Age=15552000; Secure; HttpOnly; SameSite=None",
        $"wtsid_111111111111111={ServerSession}; Path=/; Secure; HttpOnly; SameSite=None",
    ];

    /// <summary>The real track domain's response to a hit: the pixel, and the two server cookies in any case.</summary>
    public static byte[] Pixel(RecordedRequest request) => Build(
        200,
        "OK",
        [
            new("Content-Type", "image/gif"),
            new("Cache-Control", "no-cache, no-store"),
            .. SetCookies.Select(cookie => KeyValuePair.Create("Set-Cookie", cookie)),
        ],
        Gif);

    /// <summary>Any response, framed by Content-Length.</summary>
    public static byte[] Build(
        int status,
        string reason,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[] body)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(body);
        var head = new StringBuilder().Append("HTTP/1.1 ").Append(status).Append(' ').Append(reason).Append("\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        head.Append("Content-Length: ").Append(body.Length).Append("\r\n\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. body];
    }
}
