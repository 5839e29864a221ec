namespace PrivacyGateway.Rewriting;

/// <summary>The rules by name, as in trace, metrics and <c>explain</c>.</summary>
internal static class RuleNames
{
    public const string Identity = "identity";
    public const string Contact = "contact";
    public const string Customer = "customer";
    public const string Fingerprint = "fingerprint";
    public const string TemporarySession = "temporarySession";
    public const string SuppressParameter = "suppressParameter";
    public const string KeepParameter = "keepParameter";
    public const string Marker = "marker";
    public const string Unknown = "unknown";
    public const string Unreadable = "unreadable";
    public const string Kept = "kept";
    public const string NestedUrl = "nested URL";
    public const string HeaderNotListed = "header not listed";
    public const string CookiesStay = "no cookies with an anonymous hit";
    public const string SiteCookie = "the site's own cookie";
    public const string SetCookieNotListed = "cookie not listed";
    public const string ClientAddress = "client address";
}
