using PrivacyGateway.Hits;

namespace PrivacyGateway.Inspection;

/// <summary>Why an item is forwarded.</summary>
/// <param name="Id">The id in JSON: lower case with hyphens.</param>
/// <param name="Text">The text for people.</param>
internal sealed record ForwardReason(string Id, string Text)
{
    public static readonly ForwardReason KeepParameter = new("keep-parameter", "keepParameter lists it");
    public static readonly ForwardReason Transport = new("transport", "needed for transport, reduced to a closed set of values");
    public static readonly ForwardReason Browser = new("browser", $"describes the browser{Identified}");
    public static readonly ForwardReason VendorCookie = new("vendor-cookie", $"the vendor's cookie{Identified}");
    public static readonly ForwardReason OptOutCookie = new("opt-out-cookie", "signals the opt-out to the track domain");
    public static readonly ForwardReason Added = new("added", "added by the gateway");
    public static readonly ForwardReason Marker = new("marker", "marks the hit as anonymous");

    private const string Identified = "; forwarded with identified hits";

    /// <param name="kind">The parameter's category in the Vocabulary; null if unknown.</param>
    /// <param name="isAnonymous">Whether the hit is anonymous.</param>
    public static ForwardReason From(DataCategory? kind, bool isAnonymous) => kind switch
    {
        null => new("unknown", isAnonymous ? "unknown to the vocabulary, counted; \"level\": \"strict\" strips it, suppressParameter too"
            : $"unknown to the vocabulary{Identified}"),
        DataCategory.Content => new("content", "known content"),
        DataCategory.Page => new("page", "page, screen, time and referrer"),
        DataCategory.Marker => Marker,
        DataCategory.Fingerprint => new("fingerprint", isAnonymous ? "narrows down the device; \"level\": \"strict\" strips it"
            : $"narrows down the device{Identified}"),
        DataCategory.TemporarySession => new("temporary-session", isAnonymous
            ? "the site's temporary session id; \"temporarySession\" keeps it" : $"the site's temporary session id{Identified}"),
        DataCategory.Customer => new(
            "customer", isAnonymous ? "customer data that suppressParameter does not list" : $"customer data{Identified}"),
        DataCategory.Contact => new("contact", $"contact data{Identified}"),
        DataCategory.ClickId => new(
            "click-id", isAnonymous ? "the id of a click; keepClickIds keeps it" : $"the id of a click{Identified}"),
        DataCategory.Campaign => new("campaign", "the name of a campaign"),
        DataCategory.Referrer => new("referrer", "where the visitor came from; \"referrer\" says how much is kept"),
        DataCategory.Personal => new("personal", $"personal data{Identified}"),
        DataCategory.Identity => new("identity", $"identifier{Identified}"),
        _ => new("known", "known to the vocabulary"),
    };
}
