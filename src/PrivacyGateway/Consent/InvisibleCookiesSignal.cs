using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// Where the browser's cookies cannot have arrived, their absence proves nothing: the hit is anonymous under either polarity.
/// </summary>
internal sealed class InvisibleCookiesSignal(string anonymousCookieName) : Signal
{
    private const string Name = "invisible-cookies";

    private static readonly Vote CrossSite =
        new(Name, Stance.Anonymous, "the page is of another site and the browser sent no anonymous cookie (Sec-Fetch-Site: cross-site)");

    private static readonly Vote EverIdWithoutCookie =
        new(Name, Stance.Anonymous, "the hit carries eid, but the browser did not send the cookie it comes from");

    private static readonly Vote Visible = new(Name, Stance.Abstain, "nothing says that cookies were held back");

    public override Vote Ask(Hit hit)
    {
        // 1. A page of another site, and nothing of ours with it.
        if (FetchMetadata.IsCrossSite(hit) && !hit.Cookies.Show(anonymousCookieName))
            return CrossSite;

        // 2. A browser (only they send Sec-Fetch) that has an ever-id but did not show its cookie.
        if (FetchMetadata.IsFromBrowser(hit) && !ShowsEverIdCookie(hit) && ParameterSearch.IsIn(hit, Dialect.EverId))
            return EverIdWithoutCookie;

        return Visible;
    }

    private static bool ShowsEverIdCookie(Hit hit)
    {
        foreach (var cookie in hit.Cookies)
        {
            if (!cookie.Value.IsEmpty && Vocabulary.FindCookie(cookie.Name)?.Kind == Kind.EverId)
                return true;
        }

        return false;
    }
}
