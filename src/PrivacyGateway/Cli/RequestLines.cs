using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Cli;

/// <summary>A request taken apart into lines that a reader can compare: one parameter, cookie or header a line.</summary>
internal static class RequestLines
{
    public static IReadOnlyList<string> Of(string method, string target, IEnumerable<HeaderLine> headers, ReadOnlySpan<byte> body)
    {
        var lines = new List<string>();
        var mark = target.IndexOf('?');
        lines.Add($"{method} {(mark < 0 ? target : target[..mark])}");
        if (mark >= 0)
            lines.AddRange(Parameters(target[(mark + 1)..], "    "));

        foreach (var header in headers)
        {
            if (header.Is("Cookie"))
                lines.AddRange(header.Value.Split(';', StringSplitOptions.TrimEntries).Select(cookie => $"  Cookie: {cookie}"));
            else
                lines.Add($"  {header.Name}: {header.Value}");
        }

        if (body.IsEmpty)
            return lines;

        lines.Add("  body");
        foreach (var line in Encoding.UTF8.GetString(body).Split('\n'))
            lines.AddRange(Parameters(line.TrimEnd('\r'), "    "));
        return lines;
    }

    private static IEnumerable<string> Parameters(string query, string indent) =>
        query.Split('&').Select((parameter, index) => index == 0 ? indent + parameter : $"{indent}&{parameter}");
}
