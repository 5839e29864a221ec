using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// Compares a hit with what the policy expects of the page. Page and policy contain the same configuration block;
/// if the two differ, visitors who consented stay anonymous without any error. The decision itself does not depend on this.
/// (docs/decisions/0017.)
/// </summary>
/// <param name="user">The policy's block.</param>
/// <param name="cookie">The policy's signal for the anonymous cookie; null if the anonymous function is off.</param>
/// <param name="other">Finds the anonymous cookie under another name.</param>
internal sealed class PageComparison(UserIdentificationConfig user, Signal? cookie, OtherAnonymousCookie other)
{
    /// <summary>The mismatches that this policy can detect.</summary>
    public IReadOnlyList<string> Kinds { get; } =
        cookie is null ? [PageMismatch.MarkedWhileFunctionOff]
        : user.AnonymousOptIn ? [PageMismatch.MarkedDespiteConsent, PageMismatch.IdentifiedWithoutConsent, PageMismatch.OtherCookieName]
        : [PageMismatch.IdentifiedDespiteOptOut, PageMismatch.MarkedWithoutOptOut, PageMismatch.OtherCookieName];

    /// <returns>One of <see cref="PageMismatch"/>, or null: page and policy agree, or the hit does not show the page's cookies.</returns>
    public string? Compare(Hit hit, Decision decision)
    {
        // 1. Nothing to compare: not a hit of a page view, or the visitor is not tracked at all.
        if (hit.Kind is not (HitKind.Tracking or HitKind.Batch) || decision.IsBlocked || hit.BodyFormat == BodyFormat.Unreadable)
            return null;

        // 2. Only opt-out and nc=1 are binding, and blocked hits are excluded above,
        // so binding means marked. An unmarked, identified hit matches the page.
        var isMarked = decision.IsBinding;
        if (!isMarked && !decision.IsAnonymous)
            return null;

        var mismatch = cookie is null ? PageMismatch.MarkedWhileFunctionOff
            : user.AnonymousOptIn ? CompareOptIn(hit, cookie, isMarked)
            : CompareOptOut(hit, isMarked);

        // 3. Only a page of this site that sends its cookies proves a mismatch; an app, a server or a page of another site does not.
        return mismatch is not null && IsOneHit(hit) && ShowsCookies(hit) ? mismatch : null;
    }

    /// <summary>
    /// Unlisted values and differing duplicates are not compared: the gateway deliberately reads those more strictly than the page.
    /// </summary>
    private string? CompareOptIn(Hit hit, Signal consent, bool isMarked)
    {
        // Fast path for most visitors of an opt-in page: anonymous, without the cookie.
        var isSet = hit.Cookies.HasValue(user.AnonymousCookieName);
        if (isMarked)
            return isSet && consent.Evaluate(hit).Stance == Stance.Identified ? PageMismatch.MarkedDespiteConsent : null;
        if (isSet || consent.Evaluate(hit).Stance != Stance.Anonymous || !IsIdentified(hit))
            return null;
        return other.IsPresent(hit) ? PageMismatch.OtherCookieName : PageMismatch.IdentifiedWithoutConsent;
    }

    private string? CompareOptOut(Hit hit, bool isMarked)
    {
        var isSet = hit.Cookies.HasValue(user.AnonymousCookieName);
        if (isMarked)
            return isSet ? null : other.IsPresent(hit) ? PageMismatch.OtherCookieName : PageMismatch.MarkedWithoutOptOut;
        return isSet && IsIdentified(hit) ? PageMismatch.IdentifiedDespiteOptOut : null;
    }

    /// <summary>
    /// In server cookie mode the ever-id is a cookie of the track domain, so only <c>pf</c> indicates a hit of the pixel.
    /// </summary>
    private static bool IsIdentified(Hit hit) =>
        ParameterSearch.Contains(hit, Dialect.EverId) || ParameterSearch.Contains(hit, Dialect.Features);

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

    /// <summary>Browsers send one hit per request. Several lines come from an SDK, and each line may belong to another visitor.</summary>
    private static bool IsOneHit(Hit hit)
    {
        var lines = new BatchLines(hit.PlainBody.Span);
        var count = 0;
        while (lines.MoveNext())
            count += lines.Query.IsEmpty ? 0 : 1;
        return count <= 1;
    }
}
