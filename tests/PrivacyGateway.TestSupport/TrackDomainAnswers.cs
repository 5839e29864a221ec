using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>What a track domain says, as raw bytes (protocol.md, sections 1.6 and 4.2).</summary>
public static class TrackDomainAnswers
{
    /// <summary>The ever id that the stand-in gives out; the judge looks for it on the browser's side.</summary>
    public const string ServerEverId = "4260000000000000001";

    /// <summary>The session id that the stand-in gives out.</summary>
    public const string ServerSession = "4260000000000000002";

    /// <summary>The track domain's own pixel: 43 bytes, so that it cannot be taken for the gateway's 42.</summary>
    public static byte[] Gif { get; } = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    /// <summary>What the default answer's <c>Set-Cookie</c> lines say.</summary>
    public static IReadOnlyList<string> SetCookies { get; } =
    [
        $"wteid_111111111111111={ServerEverId}; Path=/; Max-Age=15552000; Secure; HttpOnly; SameSite=None",
        $"wtsid_111111111111111={ServerSession}; Path=/; Secure; HttpOnly; SameSite=None",
    ];

    /// <summary>As the real one answers a hit: the pixel, and the two server cookies whether or not it was asked for them.</summary>
    public static byte[] Pixel(RecordedRequest request) => Build(
        200,
        "OK",
        [
            new("Content-Type", "image/gif"),
            new("Cache-Control", "no-cache, no-store"),
            .. SetCookies.Select(cookie => KeyValuePair.Create("Set-Cookie", cookie)),
        ],
        Gif);

    /// <summary>Any answer, framed by Content-Length.</summary>
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
