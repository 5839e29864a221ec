using System.Text;

namespace PrivacyGateway.Cli.Proving;

/// <summary>An HTTP/1.1 message as sent on the wire, one character per byte.</summary>
/// <param name="Head">First line and headers, each with its CRLF, without the empty line.</param>
/// <param name="Body">The body without chunked framing.</param>
internal sealed record WireMessage(string Head, string Body)
{
    public static Encoding Encoding => Encoding.Latin1;

    public string FirstLine => Head[..Math.Max(Head.IndexOf('\r', StringComparison.Ordinal), 0)];

    /// <summary>Name and value of each header.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers => Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(static line => line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? KeyValuePair.Create(line[..colon], line[(colon + 1)..].Trim())
            : KeyValuePair.Create(line, ""));

    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Head and body, for searching.</summary>
    public string Text => Head + "\r\n" + Body;
}
