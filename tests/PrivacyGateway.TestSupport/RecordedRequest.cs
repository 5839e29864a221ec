namespace PrivacyGateway.TestSupport;

/// <summary>
/// A request as it arrived at the track domain. Text is Latin-1, so that every byte is one character and none is lost;
/// <paramref name="Body"/> is without chunk framing, <paramref name="Raw"/> is everything, framing included.
/// </summary>
public sealed record RecordedRequest(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body,
    byte[] Raw)
{
    /// <summary>All values of a header, in order of arrival; the name's case does not matter.</summary>
    public IEnumerable<string> HeaderValues(string name) => Headers
        .Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(header => header.Value);

    internal static RecordedRequest From(HttpMessage message)
    {
        var parts = message.StartLine.Split(' ', 3);
        return new RecordedRequest(parts[0], parts.Length > 1 ? parts[1] : "", message.Headers, message.Body, message.Raw);
    }
}
