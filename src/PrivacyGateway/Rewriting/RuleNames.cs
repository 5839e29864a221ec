namespace PrivacyGateway.Rewriting;

/// <summary>
/// The ids of the rules in trace, metrics, ledger and <c>explain</c>: lower case with hyphens, so that no tool needs to escape them.
/// </summary>
internal static class RuleNames
{
    public const string Identity = "identity";
    public const string Contact = "contact";
    public const string ClickId = "click-id";
    public const string PersonalName = "personal-name";
    public const string MailAddress = "email-address";
    public const string JsonWebToken = "jwt";
    public const string Iban = "iban";
    public const string PhoneNumber = "phone-number";
    public const string PaymentCard = "payment-card";
    public const string Uuid = "uuid";
    public const string EverId = "ever-id";
    public const string IpAddress = "ip-address";
    public const string Referrer = "referrer";
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
    public const string PageField = "page-field";
    public const string HeaderNotListed = "header-not-listed";
    public const string AnonymousHitCookie = "anonymous-hit-cookie";
    public const string SiteCookie = "site-cookie";
    public const string SetCookieNotListed = "set-cookie-not-listed";
    public const string ClientAddress = "client-address";
}
