using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Picks the cookies that go upstream: the vendor's with an identified hit, none otherwise, the shop's never.</summary>
internal static class CookieRewriter
{
    /// <summary>An anonymous hit takes no cookie along.</summary>
    public static void WithholdAll(Hit hit, Trace trace)
    {
        foreach (var cookie in hit.Cookies)
            trace.Withheld(Place.Cookie, NameForTrace(cookie), RuleNames.AnonymousHitCookie);
    }

    /// <summary>The vendor's cookies, pair by pair as they were sent; null if there is none.</summary>
    public static HeaderLine? Analytics(Hit hit, Trace trace) =>
        Pick(hit, trace, static (cookie, _) => Vocabulary.FindCookie(cookie) is not null, []);

    /// <summary>Only cookies of the given names, and of those only whether they are set; null if there is none.</summary>
    public static HeaderLine? Only(Hit hit, IReadOnlyList<string> names, Trace trace) =>
        Pick(hit, trace, static (cookie, names) => IsOneOf(cookie, names), names);

    private static HeaderLine? Pick(Hit hit, Trace trace, MayLeave mayLeave, IReadOnlyList<string> names)
    {
        StringBuilder? kept = null;
        foreach (var cookie in hit.Cookies)
        {
            if (!mayLeave(cookie.Name, names))
            {
                trace.Withheld(Place.Cookie, NameForTrace(cookie), RuleNames.SiteCookie);
                continue;
            }

            kept = kept is null ? new StringBuilder() : kept.Append("; ");
            if (names.Count == 0)
                kept.Append(cookie.Raw);
            else
                kept.Append(cookie.Name).Append(cookie.Value.IsEmpty ? "=" : "=1");
        }

        return kept is null ? null : new HeaderLine("Cookie", kept.ToString());
    }

    private delegate bool MayLeave(ReadOnlySpan<char> name, IReadOnlyList<string> names);

    private static bool IsOneOf(ReadOnlySpan<char> name, IReadOnlyList<string> names)
    {
        foreach (var candidate in names)
        {
            if (name.SequenceEqual(candidate))
                return true;
        }

        return false;
    }

    /// <summary>A cookie's own name may hold an id; the trace gets the row of the Vocabulary.</summary>
    private static string NameForTrace(CookiePair cookie) => Vocabulary.FindCookie(cookie.Name)?.Name ?? "(site cookie)";
}
