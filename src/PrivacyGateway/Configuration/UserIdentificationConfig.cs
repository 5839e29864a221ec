namespace PrivacyGateway.Configuration;

/// <summary>The pixel's own <c>userIdentification</c> block: same keys, same defaults, can be pasted from the page. (Specification, chapter 2.)</summary>
internal sealed record UserIdentificationConfig
{
    public const string DefaultCookieName = "miCookieOptOut";

    /// <summary>Whether visitors can be anonymous at all. Required: nothing passes through by omission. (Erratum 9.)</summary>
    public bool EnableAnonymousFunction { get; init; }

    /// <summary>Default <c>miCookieOptOut</c>.</summary>
    public string AnonymousCookieName { get; init; } = DefaultCookieName;

    /// <summary>False: identified until the cookie is set. True: anonymous until the cookie is set. Default false.</summary>
    public bool AnonymousOptIn { get; init; }

    /// <summary>Parameters that an anonymous hit leaves behind; letters, digits, <c>-</c> and <c>_</c>. Default none.</summary>
    public IReadOnlyList<string> SuppressParameter { get; init; } = [];
}
