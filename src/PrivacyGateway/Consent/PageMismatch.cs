namespace PrivacyGateway.Consent;

/// <summary>How a page can contradict its policy, as ids: label values of <c>gateway.page.mismatch</c>, and keys of the ledger.</summary>
internal static class PageMismatch
{
    /// <summary>Opt-in policy: the consent cookie is set, yet the page sends <c>nc=1</c>.</summary>
    public const string MarkedDespiteConsent = "marked-despite-consent";

    /// <summary>Opt-in policy: no consent cookie, yet the page sends an identified hit.</summary>
    public const string IdentifiedWithoutConsent = "identified-without-consent";

    /// <summary>Opt-out policy: the anonymous cookie is set, yet the page sends an identified hit.</summary>
    public const string IdentifiedDespiteOptOut = "identified-despite-opt-out";

    /// <summary>Opt-out policy: no anonymous cookie, yet the page sends <c>nc=1</c>.</summary>
    public const string MarkedWithoutOptOut = "marked-without-opt-out";

    /// <summary>The page follows a cookie that the policy does not name, and the browser shows one that looks like it.</summary>
    public const string OtherCookieName = "other-cookie-name";

    /// <summary>The policy switches the anonymous function off, yet the page sends <c>nc=1</c>.</summary>
    public const string MarkedWhileFunctionOff = "marked-while-function-off";
}
