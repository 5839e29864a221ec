namespace PrivacyGateway.Configuration;

/// <summary>The pixel's own block: same keys, same defaults, can be pasted from the page. (Specification, chapter 2.)</summary>
internal sealed record UserIdentificationConfig
{
    public const string DefaultCookieName = "miCookieOptOut";

    /// <summary>Whether visitors can be anonymous at all. Required, so that nothing is forwarded by omission.</summary>
    /// <remarks>Erratum 9.</remarks>
    [Key("enableAnonymousFunction", IsRequired = true, Example = "true")]
    public bool EnableAnonymousFunction { get; init; } = true;

    /// <summary>The anonymous cookie.</summary>
    [Key("anonymousCookieName", Unit = "cookie", Example = "\"leaveMeAlone\"", Pattern = CookieNameRule.Pattern)]
    public string AnonymousCookieName { get; init; } = DefaultCookieName;

    /// <summary><c>false</c>: identified until the cookie is set; <c>true</c>: anonymous until it is.</summary>
    [Key("anonymousOptIn", Example = "true")]
    public bool AnonymousOptIn { get; init; }

    /// <summary>
    /// Parameters that are stripped from an anonymous hit; whole names in any case or encoding. <c>p</c> and <c>nc</c> are refused.
    /// </summary>
    [Key("suppressParameter", Unit = "parameters", Example = "[\"cd\", \"uc5\"]", Pattern = "^(?![pP]$|[nN][cC]$)[A-Za-z0-9_-]+$")]
    public IReadOnlyList<string> SuppressParameter { get; init; } = [];
}
