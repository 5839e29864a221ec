using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Inspection;

/// <summary>Why a rule strips something, in one sentence for a reader.</summary>
internal static class StrippedReason
{
    /// <summary>Of a header that every connection writes for itself; no rule counts it.</summary>
    public const string OtherConnection = "belongs to this connection; the gateway writes its own";

    /// <param name="rule">One of <see cref="RuleNames"/>.</param>
    public static string For(string rule) => rule switch
    {
        RuleNames.Identity => "identifies a person, device or session",
        RuleNames.Contact => "contact data: e-mail address, name, phone or postal address",
        RuleNames.ClickId => "the id of one click; \"keepClickIds\" would keep it",
        RuleNames.PersonalName => "a name under which pages put personal data into URLs",
        RuleNames.MailAddress => "an e-mail address; (redacted) takes its place",
        RuleNames.PhoneNumber => "a phone number; (redacted) takes its place",
        RuleNames.Iban => "a bank account number; (redacted) takes its place",
        RuleNames.PaymentCard => "a payment card's number; (redacted) takes its place",
        RuleNames.JsonWebToken => "a JSON web token; (redacted) takes its place",
        RuleNames.Uuid => "a UUID; (redacted) takes its place",
        RuleNames.EverId => "an ever-id inside a value; (redacted) takes its place",
        RuleNames.IpAddress => "an IP address; (redacted) takes its place",
        RuleNames.Referrer => "where the visitor came from; \"referrer\" says how much is kept",
        RuleNames.Customer => "customer data; \"level\": \"strict\" strips it",
        RuleNames.Fingerprint => "narrows down the device; \"level\": \"strict\" strips it",
        RuleNames.TemporarySession => "the site's temporary session id; \"temporarySession\" is \"drop\"",
        RuleNames.SuppressParameter => "suppressParameter lists it",
        RuleNames.Marker => "the page's own marker; the gateway writes its own",
        RuleNames.Unknown => "unknown to the vocabulary; \"level\": \"strict\" strips it",
        RuleNames.Unreadable => "two readers could read its name differently",
        RuleNames.NestedUrl => "part of a URL inside a value",
        RuleNames.PageField => "a field of p that is not of the pixel's shape",
        RuleNames.HeaderNotListed => "a hit does not need this header",
        RuleNames.AnonymousHitCookie => "an anonymous hit carries no cookie",
        RuleNames.SiteCookie => "the site's own cookie; the vendor never gets it",
        RuleNames.SetCookieNotListed => "\"allowedSetCookies\" does not list it",
        RuleNames.ClientAddress => "a client address that the page wrote itself",
        _ => "the policy strips it",
    };
}
