using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Inspection.Har;

/// <summary>Reads the body of a recorded request: text, base64 or form fields.</summary>
internal static class HarBody
{
    private const string Missing = "its body is not in the HAR";

    /// <param name="request">The entry's request.</param>
    /// <param name="headers">Its headers, for the content encoding.</param>
    /// <returns>The bytes, and the defect that makes them unusable; null without a defect.</returns>
    public static (byte[] Body, string? Defect) Read(HarValue request, IReadOnlyList<HeaderLine> headers)
    {
        if (request.Find("postData") is not { } data)
            return ([], request.Number("bodySize") > 0 ? Missing : null);

        if (data.TextOrNull("text") is { Length: > 0 } text)
            return (data.TextOrNull("encoding") ?? data.TextOrNull("_encoding")) is "base64"
                ? (DecodeBase64(data, text), null) : FromText(text, headers);
        var fields = data.Items("params")?.ToList() ?? [];
        return fields.Count == 0
            ? ([], request.Number("bodySize") > 0 ? Missing : null)
            : (Encoding.UTF8.GetBytes(string.Join('&', fields.Select(static field =>
                $"{Uri.EscapeDataString(field.Text("name"))}={Uri.EscapeDataString(field.TextOrNull("value") ?? "")}"))), null);
    }

    private static byte[] DecodeBase64(HarValue data, string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException exception)
        {
            throw new FormatException(
                $"{data.File}: {data.Path}.text: this is not valid base64, although \"encoding\" says so. Export the HAR again.",
                exception);
        }
    }

    /// <summary>A compressed body as text has one character per byte, unless the recorder decoded it as UTF-8 and lost bytes.</summary>
    private static (byte[] Body, string? Defect) FromText(string text, IReadOnlyList<HeaderLine> headers)
    {
        if (!headers.Any(
            static header => header.Is("Content-Encoding") && !header.Value.Equals("identity", StringComparison.OrdinalIgnoreCase)))
            return (Encoding.UTF8.GetBytes(text), null);
        return text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF')
            ? ([], "its compressed body is in the HAR only as damaged text")
            : (Encoding.Latin1.GetBytes(text), null);
    }
}
