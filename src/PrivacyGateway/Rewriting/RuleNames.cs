namespace PrivacyGateway.Rewriting;

/// <summary>The rules by id, as in trace, metrics, ledger and <c>explain</c>: lower case and hyphens, so that any tool takes them as they are.</summary>
internal static class RuleNames
{
    public const string Identity = "identity";
    public const string Contact = "contact";
    public const string Customer = "customer";
    public const string Fingerprint = "fingerprint";
    public const string TemporarySession = "temporary-session";
    public const string SuppressParameter = "suppress-parameter";
    public const string KeepParameter = "keep-parameter";
    public const string Marker = "marker";
    public const string Unknown = "unknown";
    public const string Unreadable = "unreadable";
    public const string Kept = "kept";
    public const string NestedUrl = "nested-url";
    public const string HeaderNotListed = "header-not-listed";
    public const string AnonymousHitCookie = "anonymous-hit-cookie";
    public const string SiteCookie = "site-cookie";
    public const string SetCookieNotListed = "set-cookie-not-listed";
    public const string ClientAddress = "client-address";
}
