namespace PrivacyGateway.Hits;

/// <summary>What a name of the <see cref="Vocabulary"/> tells about a visitor.</summary>
internal enum Kind
{
    /// <summary>What happened on the page; says nothing about who.</summary>
    Content,

    /// <summary>The <c>p</c> field, a list of its own (protocol §1.3).</summary>
    Page,

    /// <summary>The marker of an anonymous hit, <c>nc</c>.</summary>
    Marker,

    /// <summary>Narrows down a device without naming it.</summary>
    Fingerprint,

    /// <summary>A temporary session id that the site hands out (<c>fpv</c>, <c>fpt</c>).</summary>
    TemporarySession,

    /// <summary>Customer data that the owner decides about with <c>suppressParameter</c>.</summary>
    Customer,

    /// <summary>Direct contact data: e-mail, name, phone, address.</summary>
    Contact,

    /// <summary>An identifier of a person, device or session.</summary>
    Identity,

    /// <summary>A cookie that keeps the ever-id, from which the pixel takes its <c>eid</c>.</summary>
    EverId,

    /// <summary>A cookie of the analytics vendor: goes upstream with an identified hit, never with an anonymous one.</summary>
    Analytics,

    /// <summary>A header every hit needs on its way.</summary>
    Transport,

    /// <summary>A header that only an identified hit takes along.</summary>
    Browser,
}
