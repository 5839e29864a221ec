using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>Writes a request exactly as given, even one that no library would send.</summary>
public static class RawRequest
{
    /// <summary>
    /// The bytes of a request. Nothing is added except a <c>Content-Length</c> for a body whose length no header states.
    /// </summary>
    public static byte[] Build(
        string method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[]? body = null)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var head = new StringBuilder().Append(method).Append(' ').Append(target).Append(" HTTP/1.1\r\n");
        var framed = body is null;
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
            framed |= name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
        }

        if (!framed)
        {
            head.Append("Content-Length: ").Append(body!.Length).Append("\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body ?? []];
    }
}
