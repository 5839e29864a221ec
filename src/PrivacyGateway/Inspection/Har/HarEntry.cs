using System.Globalization;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection.Har;

/// <summary>Reads the request of one HAR entry.</summary>
internal static class HarEntry
{
    /// <returns>Null for an entry that is not an HTTP request.</returns>
    /// <exception cref="FormatException">The entry is not valid HAR 1.2; the message names the path.</exception>
    public static TypedRequest? Read(HarValue entry)
    {
        var request = entry.Object("request");
        var url = request.Text("url");
        if (!url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return null;

        var headers = ReadHeaders(request);
        var (body, defect) = HarBody.Read(request, headers);
        return (TypedRequest.FromUrl(url) with
        {
            Method = request.Text("method"),
            Body = body,
            Defect = defect,
            SentAt = DateTimeOffset.TryParse(entry.TextOrNull("startedDateTime"), CultureInfo.InvariantCulture, out var time) ? time : null,
        }).With(headers);
    }

    /// <summary>Skips the pseudo-headers of HTTP/2. Some recorders list cookies only in <c>cookies</c>.</summary>
    private static List<HeaderLine> ReadHeaders(HarValue request)
    {
        var headers = (request.Items("headers") ?? [])
            .Select(static header => new HeaderLine(header.Text("name"), WireText.From(header.Text("value"))))
            .Where(static header => !header.Name.StartsWith(':') && !header.Is("Host"))
            .ToList();
        if (!headers.Exists(static header => header.Is("Cookie")) && request.Items("cookies")?.ToList() is { Count: > 0 } cookies)
            headers.Add(new HeaderLine("Cookie", WireText.From(
                string.Join("; ", cookies.Select(static cookie => $"{cookie.Text("name")}={cookie.Text("value")}")))));
        return headers;
    }
}
