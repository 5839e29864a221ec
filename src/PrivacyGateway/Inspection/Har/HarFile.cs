using System.Text.Json;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection.Har;

/// <summary>A browser's recording of a page's network traffic (HAR 1.2).</summary>
/// <param name="Requests">The HTTP requests, in order.</param>
/// <param name="OtherEntries">The number of other entries: data URLs, WebSockets, extensions.</param>
internal sealed record HarFile(IReadOnlyList<TypedRequest> Requests, int OtherEntries)
{
    /// <summary>Whether a text starts like a HAR.</summary>
    public static bool IsIn(string text) => text.AsSpan().TrimStart().StartsWith("{");

    /// <param name="text">The whole text.</param>
    /// <param name="name">The file's name in messages.</param>
    /// <exception cref="FormatException">The text is not a HAR; the message names position and remedy.</exception>
    public static HarFile Parse(string text, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return Read(new HarValue(json.RootElement, name, "$"));
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $":{line + 1}:{exception.BytePositionInLine + 1}" : "";
            throw new FormatException(
                $"{name}{place}: this is not JSON, or it ends too early. Export the HAR again and let the download finish.", exception);
        }
    }

    private static HarFile Read(HarValue root)
    {
        var requests = new List<TypedRequest>();
        var others = 0;
        foreach (var entry in root.Object("log").Array("entries"))
        {
            if (HarEntry.Read(entry) is { } request)
                requests.Add(request);
            else
                others++;
        }

        return new HarFile(requests, others);
    }
}
