using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// If the browser omitted its cookies, their absence proves nothing: the hit is anonymous in either polarity.
/// </summary>
internal sealed class InvisibleCookiesSignal(string anonymousCookieName) : Signal
{
    private const string Name = "invisible-cookies";

    private static readonly Vote CrossSite =
        new(Name, Stance.Anonymous,
            "the page belongs to another site and the browser sent no anonymous cookie (Sec-Fetch-Site: cross-site)");

    private static readonly Vote EverIdWithoutCookie =
        new(Name, Stance.Anonymous, "the hit carries eid, but the browser did not send the cookie it comes from");

    private static readonly Vote CredentialsOmitted =
        new(Name, Stance.Anonymous,
            "a script of the site sent the hit without any cookie (Sec-Fetch-Mode: cors): an opt-out could not have arrived");

    private static readonly Vote Visible = new(Name, Stance.Abstain, "there is no sign that the browser omitted cookies");

    public override Vote Evaluate(Hit hit)
    {
        // 1. A page of another site, without the anonymous cookie.
        if (FetchMetadata.IsCrossSite(hit) && !hit.Cookies.HasValue(anonymousCookieName))
            return CrossSite;

        // 2. The pixel's images and beacons are no-cors and always carry cookies; a script may omit them.
        if (FetchMetadata.IsCors(hit) && FetchMetadata.IsSameSite(hit) && !ShowsPageCookie(hit))
            return CredentialsOmitted;

        // 3. A browser (only browsers send Sec-Fetch-*) with an ever-id but without the cookie that stores it.
        if (FetchMetadata.IsFromBrowser(hit) && !ShowsEverIdCookie(hit) && ParameterSearch.Contains(hit, Dialect.EverId))
            return EverIdWithoutCookie;

        return Visible;
    }

    /// <summary>The cookie of a preview is the gateway's own and must change no decision.</summary>
    private static bool ShowsPageCookie(Hit hit)
    {
        foreach (var cookie in hit.Cookies)
        {
            if (!PreviewCookie.Is(cookie))
                return true;
        }

        return false;
    }

    private static bool ShowsEverIdCookie(Hit hit)
    {
        foreach (var cookie in hit.Cookies)
        {
            if (!cookie.Value.IsEmpty && Vocabulary.FindCookie(cookie.Name)?.Category == DataCategory.EverId)
                return true;
        }

        return false;
    }
}
