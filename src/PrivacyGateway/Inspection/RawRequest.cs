using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection;

/// <summary>Parses a raw HTTP/1.1 request: request line, headers, an empty line and the body.</summary>
internal static class RawRequest
{
    /// <summary>Whether a text begins with a request line.</summary>
    public static bool IsIn(string text) => LineParts(text.Split('\n', 2)[0]) is [_, var target, var version]
        && version.StartsWith("HTTP/", StringComparison.Ordinal) && target.Length > 0;

    /// <exception cref="FormatException">A header is invalid; the message names its line.</exception>
    public static TypedRequest Parse(string text)
    {
        var rest = text;
        var line = TakeLine(ref rest);
        var parts = LineParts(line);
        var request = TypedRequest.FromUrl(parts[1]) with { Method = parts[0] };

        var headers = new List<HeaderLine>();
        for (var number = 2; rest.Length > 0 && (line = TakeLine(ref rest)).Length > 0; number++)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                throw new FormatException(
                    $"the request, line {number}: this is not a header of the form \"Name: value\". Copy the raw headers, and put an empty "
                        + "line before the body.");
            headers.Add(new HeaderLine(line[..colon].Trim(), WireText.From(line[(colon + 1)..].Trim())));
        }

        return (request with { Body = Encoding.UTF8.GetBytes(rest) }).With(headers);
    }

    private static string[] LineParts(string line) => line.TrimEnd('\r').Split(' ');

    private static string TakeLine(ref string rest)
    {
        var feed = rest.IndexOf('\n', StringComparison.Ordinal);
        var line = (feed < 0 ? rest : rest[..feed]).TrimEnd('\r');
        rest = feed < 0 ? "" : rest[(feed + 1)..];
        return line;
    }
}
