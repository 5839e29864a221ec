using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>The hits of a request as the track domain reads them: its query, or each non-empty line of a batch.</summary>
internal static class HitLines
{
    public static IReadOnlyList<string[]> From(RecordedRequest request) => request.Method == "POST"
        ? [.. Encoding.Latin1.GetString(request.Body).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parameters)]
        : [Parameters(request.Target)];

    public static string[] Markers(string[] parameters) =>
        [.. parameters.Where(parameter => Capture.NameOf(parameter).Equals("nc", StringComparison.OrdinalIgnoreCase))];

    private static string[] Parameters(string text) => text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..].TrimEnd('\r').Split('&');
}
