using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection;

/// <summary>Splits a request into comparable lines: one parameter, cookie or header per line.</summary>
internal static class RequestLines
{
    public const string CookieLead = "  Cookie: ";

    /// <param name="method">The method.</param>
    /// <param name="target">The request target, one character per byte.</param>
    /// <param name="headers">The headers, one character per byte.</param>
    /// <param name="body">The decoded body.</param>
    public static IReadOnlyList<string> Create(string method, string target, IEnumerable<HeaderLine> headers, ReadOnlySpan<byte> body)
    {
        var lines = new List<string>();
        var mark = target.IndexOf('?');
        lines.Add($"{WireText.Show(method)} {WireText.Show(mark < 0 ? target : target[..mark])}");
        if (mark >= 0)
            lines.AddRange(Parameters(WireText.Show(target[(mark + 1)..]), "    "));

        foreach (var header in headers)
        {
            if (header.Is("Cookie"))
                lines.AddRange(
                    header.Value.Split(';', StringSplitOptions.TrimEntries).Select(static cookie => CookieLead + WireText.Show(cookie)));
            else
                lines.Add($"  {WireText.Show(header.Name)}: {WireText.Show(header.Value)}");
        }

        if (body.IsEmpty)
            return lines;

        lines.Add("  body");
        foreach (var line in Encoding.Latin1.GetString(body).Split('\n'))
            lines.AddRange(Parameters(WireText.Show(line.TrimEnd('\r')), "    "));
        return lines;
    }

    private static IEnumerable<string> Parameters(string query, string indent) =>
        query.Split('&').Select((parameter, index) => index == 0 ? indent + parameter : $"{indent}&{parameter}");
}
