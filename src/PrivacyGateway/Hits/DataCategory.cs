namespace PrivacyGateway.Hits;

/// <summary>What the value of a name in the <see cref="Vocabulary"/> reveals about a visitor.</summary>
internal enum DataCategory
{
    /// <summary>Describes what happened on the page, not the visitor.</summary>
    Content,

    /// <summary>The <c>p</c> parameter, a comma-separated list of fields. (Protocol §1.3.)</summary>
    Page,

    /// <summary>The marker of an anonymous hit, <c>nc</c>.</summary>
    Marker,

    /// <summary>Helps to tell devices apart without being an identifier.</summary>
    Fingerprint,

    /// <summary>A temporary session id that the site assigns (<c>fpv</c>, <c>fpt</c>).</summary>
    TemporarySession,

    /// <summary>A campaign's name in a page URL; shared by all visitors of the campaign.</summary>
    Campaign,

    /// <summary>The URL of the previous page.</summary>
    Referrer,

    /// <summary>The id of one click or one recipient, appended to a link by an advertising network or mailing tool.</summary>
    ClickId,

    /// <summary>A name that pages use for personal data or secrets in their URLs.</summary>
    Personal,

    /// <summary>Customer data; the site owner strips it with <c>suppressParameter</c>.</summary>
    Customer,

    /// <summary>Direct contact data: e-mail, name, phone, address.</summary>
    Contact,

    /// <summary>An identifier of a person, device or session.</summary>
    Identity,

    /// <summary>A cookie that stores the ever-id. The pixel sends its value as <c>eid</c>.</summary>
    EverId,

    /// <summary>A cookie of the analytics vendor: forwarded with identified hits only.</summary>
    Analytics,

    /// <summary>A header that every forwarded hit needs.</summary>
    Transport,

    /// <summary>A header that is forwarded with identified hits only.</summary>
    Browser,
}
