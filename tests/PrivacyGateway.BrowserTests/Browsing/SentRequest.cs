namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>A request as the browser sent it to the track domain's name, and its response; status 0 means that there was none.</summary>
public sealed record SentRequest(
    string Method,
    string Target,
    string Body,
    IReadOnlyList<NamedValue> Headers,
    int Status,
    IReadOnlyList<NamedValue> ResponseHeaders)
{
    private static readonly string[] Identities = ["wtstp_eid=", "wtstp_sid=", "wteid_", "wtsid_"];

    /// <summary>
    /// The opt-out call, cookie control and the gateway's own endpoints use the track domain's name too, but are not hits.
    /// </summary>
    public bool IsHit => !Target.Contains("/optout", StringComparison.Ordinal) && !IsCookieControl && !IsConsentCall;

    /// <summary>A request of <c>optout.js</c> to the gateway.</summary>
    public bool IsConsentCall => Target.StartsWith("/.privacy/anonymous-cookie", StringComparison.Ordinal);

    public bool IsCookieControl => Target.Contains("/cc?", StringComparison.Ordinal);

    public string Cookie => string.Join("; ", ValuesOf(Headers, "Cookie"));

    /// <summary>One entry per cookie; Chromium joins several headers with line feeds.</summary>
    public IEnumerable<string> SetCookies => ValuesOf(ResponseHeaders, "Set-Cookie").SelectMany(value => value.Split('\n'));

    /// <summary>Without the cookies that expire one of the vendor's ids: an opt-out of the visitor expires them.</summary>
    public IEnumerable<string> GivenCookies => SetCookies.Where(line => !ExpiresAnIdentity(line));

    public string Response(string name) => string.Join(", ", ValuesOf(ResponseHeaders, name));

    private static bool ExpiresAnIdentity(string line) =>
        Array.Exists(Identities, start => line.StartsWith(start, StringComparison.Ordinal))
        && line.Contains("=; Max-Age=0; ", StringComparison.Ordinal);

    private static IEnumerable<string> ValuesOf(IEnumerable<NamedValue> headers, string name) => headers
        .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(header => header.Value);
}
