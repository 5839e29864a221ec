using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// Compares what the page says about a hit with what the policy expects of it. The page and the policy hold the same block of configuration;
/// where they disagree, visitors who consent stay anonymous, and nobody sees it. The decision itself does not depend on this.
/// (docs/decisions/0017.)
/// </summary>
/// <param name="user">The policy's block.</param>
/// <param name="cookie">The policy's own reading of the anonymous cookie; null where the function is off.</param>
/// <param name="other">Finds the anonymous cookie under another name.</param>
internal sealed class PageComparison(UserIdentificationConfig user, Signal? cookie, OtherAnonymousCookie other)
{
    /// <summary>What this policy can find.</summary>
    public IReadOnlyList<string> Kinds { get; } =
        cookie is null ? [PageMismatch.MarkedWhileFunctionOff]
        : user.AnonymousOptIn ? [PageMismatch.MarkedDespiteConsent, PageMismatch.IdentifiedWithoutConsent, PageMismatch.OtherCookieName]
        : [PageMismatch.IdentifiedDespiteOptOut, PageMismatch.MarkedWithoutOptOut, PageMismatch.OtherCookieName];

    /// <returns>One of <see cref="PageMismatch"/>, or null: page and policy agree, or the hit does not show what the page saw.</returns>
    public string? Compare(Hit hit, Decision decision)
    {
        // 1. Nothing to compare: no hit of one page view, or the visitor is not tracked at all.
        if (hit.Kind is not (HitKind.Tracking or HitKind.Batch) || decision.IsBlocked || hit.BodyFormat == BodyFormat.Unreadable)
            return null;

        // 2. Of the votes that bind in shadow mode too, an opt-out blocks and nc=1 does not. An unmarked hit that the gateway identifies is what the page meant.
        var isMarked = decision.IsBinding;
        if (!isMarked && !decision.IsAnonymous)
            return null;

        var mismatch = cookie is null ? PageMismatch.MarkedWhileFunctionOff
            : user.AnonymousOptIn ? CompareOptIn(hit, cookie, isMarked)
            : CompareOptOut(hit, isMarked);

        // 3. Only a page of this site whose cookies arrive here proves anything; an app, a server or a page of another site does not.
        return mismatch is not null && IsOneHit(hit) && ShowsCookies(hit) ? mismatch : null;
    }

    /// <summary>A value that nobody agreed on, and duplicates that differ, are not compared: page and gateway read those differently on purpose.</summary>
    private string? CompareOptIn(Hit hit, Signal consent, bool isMarked)
    {
        // Most visitors of an opt-in page: anonymous, and no cookie.
        var isSet = hit.Cookies.Show(user.AnonymousCookieName);
        if (isMarked)
            return isSet && consent.Ask(hit).Stance == Stance.Identified ? PageMismatch.MarkedDespiteConsent : null;
        if (isSet || consent.Ask(hit).Stance != Stance.Anonymous || !IsIdentified(hit))
            return null;
        return other.IsShown(hit) ? PageMismatch.OtherCookieName : PageMismatch.IdentifiedWithoutConsent;
    }

    private string? CompareOptOut(Hit hit, bool isMarked)
    {
        var isSet = hit.Cookies.Show(user.AnonymousCookieName);
        if (isMarked)
            return isSet ? null : other.IsShown(hit) ? PageMismatch.OtherCookieName : PageMismatch.MarkedWithoutOptOut;
        return isSet && IsIdentified(hit) ? PageMismatch.IdentifiedDespiteOptOut : null;
    }

    /// <summary>In server cookie mode the ever-id is a cookie of the track domain; there only <c>pf</c> tells a hit of the pixel.</summary>
    private static bool IsIdentified(Hit hit) => ParameterSearch.IsIn(hit, Dialect.EverId) || ParameterSearch.IsIn(hit, Dialect.Features);

    private static bool ShowsCookies(Hit hit) => !FetchMetadata.IsCrossSite(hit) && (FetchMetadata.IsSameSite(hit) || ShowsPageCookie(hit));

    private static bool ShowsPageCookie(Hit hit)
    {
        foreach (var shown in hit.Cookies)
        {
            if (Vocabulary.FindCookie(shown.Name) is { IsWrittenByPage: true })
                return true;
        }

        return false;
    }

    /// <summary>A browser sends one hit a request; several lines come from an SDK, and one line does not speak for the others.</summary>
    private static bool IsOneHit(Hit hit)
    {
        var lines = new BatchLines(hit.PlainBody.Span);
        var count = 0;
        while (lines.MoveNext())
            count += lines.Query.IsEmpty ? 0 : 1;
        return count <= 1;
    }
}
