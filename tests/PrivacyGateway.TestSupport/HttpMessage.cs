using System.Globalization;

namespace PrivacyGateway.TestSupport;

/// <summary>One HTTP/1.1 message as bytes on a socket, before it is parsed as a request or a response.</summary>
internal sealed record HttpMessage(string StartLine, List<KeyValuePair<string, string>> Headers, byte[] Body, byte[] Raw)
{
    /// <summary>The status of a response's first line; -1 if absent, so that a test shows it.</summary>
    public static int StatusOf(string startLine)
    {
        var parts = startLine.Split(' ', 3);
        return parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : -1;
    }

    public static string? HeaderOf(IEnumerable<KeyValuePair<string, string>> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }
}
