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
    private static readonly string[] Identities = ["wtstp_eid=", "wtstp_sid=", "wteid_", "wtsid_"];

    /// <summary>The opt-out call, cookie control and the gateway's own endpoints are at the track domain's name too, but measure nothing.</summary>
    public bool IsHit => !Target.Contains("/optout", StringComparison.Ordinal) && !IsCookieControl && !IsConsentCall;

    /// <summary>What <c>optout.js</c> asks of the gateway.</summary>
    public bool IsConsentCall => Target.StartsWith("/.privacy/anonymous-cookie", StringComparison.Ordinal);

    public bool IsCookieControl => Target.Contains("/cc?", StringComparison.Ordinal);

    public string Cookie => string.Join("; ", ValuesOf(Headers, "Cookie"));

    /// <summary>One entry per cookie; Chromium joins several header lines with line feeds.</summary>
    public IEnumerable<string> SetCookies => ValuesOf(AnswerHeaders, "Set-Cookie").SelectMany(value => value.Split('\n'));

    /// <summary>Without the lines that make the browser forget one of the vendor's ids: after the visitor's own word they go.</summary>
    public IEnumerable<string> GivenCookies => SetCookies.Where(line => !TakesAnIdentity(line));

    public string Answer(string name) => string.Join(", ", ValuesOf(AnswerHeaders, name));

    private static bool TakesAnIdentity(string line) =>
        Array.Exists(Identities, start => line.StartsWith(start, StringComparison.Ordinal))
        && line.Contains("=; Max-Age=0; ", StringComparison.Ordinal);

    private static IEnumerable<string> ValuesOf(IEnumerable<NamedValue> headers, string name) => headers
        .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(header => header.Value);
}
