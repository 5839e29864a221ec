namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>A request as the browser sent it to the track domain's name, and what came back; status 0: nothing did.</summary>
public sealed record SentRequest(
    string Method,
    string Target,
    string Body,
    IReadOnlyList<NamedValue> Headers,
    int Status,
    IReadOnlyList<NamedValue> AnswerHeaders)
{
    /// <summary>The opt-out call and cookie control speak to the track domain too, but measure nothing.</summary>
    public bool IsHit => !Target.Contains("/optout", StringComparison.Ordinal) && !IsCookieControl;

    public bool IsCookieControl => Target.Contains("/cc?", StringComparison.Ordinal);

    public string Cookie => string.Join("; ", ValuesOf(Headers, "Cookie"));

    /// <summary>One entry per cookie; Chromium joins several header lines with line feeds.</summary>
    public IEnumerable<string> SetCookies => ValuesOf(AnswerHeaders, "Set-Cookie").SelectMany(value => value.Split('\n'));

    public string Answer(string name) => string.Join(", ", ValuesOf(AnswerHeaders, name));

    private static IEnumerable<string> ValuesOf(IEnumerable<NamedValue> headers, string name) => headers
        .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(header => header.Value);
}
