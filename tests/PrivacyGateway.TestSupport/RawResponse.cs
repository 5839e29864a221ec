namespace PrivacyGateway.TestSupport;

/// <summary>
/// A response as the gateway sent it: Latin-1 text, the body without chunk framing, and every byte in <paramref name="Raw"/>.
/// </summary>
public sealed record RawResponse(
    int Status,
    string Reason,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body,
    byte[] Raw)
{
    /// <summary>All values of a header, in order of arrival; the name's case does not matter.</summary>
    public IEnumerable<string> HeaderValues(string name) => Headers
        .Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(header => header.Value);

    internal static RawResponse From(HttpMessage message)
    {
        var parts = message.StartLine.Split(' ', 3);
        return new RawResponse(
            HttpMessage.StatusOf(message.StartLine),
            parts.Length > 2 ? parts[2] : "",
            message.Headers,
            message.Body,
            message.Raw);
    }
}
