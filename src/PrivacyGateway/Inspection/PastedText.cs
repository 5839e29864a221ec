using PrivacyGateway.Inspection.Curl;
using PrivacyGateway.Inspection.Har;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection;

/// <summary>Detects the format of standard input: a HAR, a curl command, an HTTP request or a URL.</summary>
internal static class PastedText
{
    private const string ByteOrderMark = "\uFEFF";

    /// <param name="text">The whole text.</param>
    /// <param name="name">The source's name in messages.</param>
    /// <exception cref="FormatException">The format is not recognized, or the text is invalid.</exception>
    public static ExplainInput Read(string text, string name)
    {
        text = text.TrimStart(ByteOrderMark[0]).TrimStart();
        if (HarFile.IsIn(text))
            return ExplainInput.From(HarFile.Parse(text, name), name);
        if (CurlCommand.IsIn(text))
            return ExplainInput.From(CurlCommand.Parse(text), name);
        if (RawRequest.IsIn(text))
            return ExplainInput.From([RawRequest.Parse(text)], name);
        var line = text.TrimEnd();
        if (line.Contains("://", StringComparison.Ordinal) && !line.AsSpan().ContainsAny(" \t\r\n"))
            return ExplainInput.From([TypedRequest.FromUrl(line)], name);
        throw new FormatException(text.Length == 0
            ? $"{name} is empty. Pass a curl command, an HTTP request, a HAR or a URL."
            : $"{name} is neither a curl command nor an HTTP request, a HAR or a URL. In the browser, choose \"Copy as cURL\" or save the "
                + "network log as HAR.");
    }
}
