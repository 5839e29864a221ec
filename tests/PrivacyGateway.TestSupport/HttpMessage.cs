using System.Globalization;

namespace PrivacyGateway.TestSupport;

/// <summary>One HTTP/1.1 message as bytes on a socket, before anyone calls it a request or an answer.</summary>
internal sealed record HttpMessage(string StartLine, List<KeyValuePair<string, string>> Headers, byte[] Body, byte[] Raw)
{
    /// <summary>The status of an answer's first line; -1 if there is none, which is what a test should then see.</summary>
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
