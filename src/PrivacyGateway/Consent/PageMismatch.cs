namespace PrivacyGateway.Consent;

/// <summary>
/// The ways in which a page can contradict its policy, by id: label values of <c>gateway.page.mismatch</c>, and keys of the ledger.
/// </summary>
internal static class PageMismatch
{
    /// <summary>Opt-in policy: the consent cookie is set, but the page sends <c>nc=1</c>.</summary>
    public const string MarkedDespiteConsent = "marked-despite-consent";

    /// <summary>Opt-in policy: there is no consent cookie, but the page sends an identified hit.</summary>
    public const string IdentifiedWithoutConsent = "identified-without-consent";

    /// <summary>Opt-out policy: the anonymous cookie is set, but the page sends an identified hit.</summary>
    public const string IdentifiedDespiteOptOut = "identified-despite-opt-out";

    /// <summary>Opt-out policy: there is no anonymous cookie, but the page sends <c>nc=1</c>.</summary>
    public const string MarkedWithoutOptOut = "marked-without-opt-out";

    /// <summary>The page seems to use another anonymous cookie than the policy names, and the browser sends a likely candidate.</summary>
    public const string OtherCookieName = "other-cookie-name";

    /// <summary>The policy disables the anonymous function, but the page sends <c>nc=1</c>.</summary>
    public const string MarkedWhileFunctionOff = "marked-while-function-off";
}
