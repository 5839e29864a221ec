using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Selects the cookies to forward: the vendor's with an identified hit, none with an anonymous one, the site's never.</summary>
internal static class CookieRewriter
{
    /// <summary>Records that all cookies of an anonymous hit are stripped.</summary>
    public static void StripAll(Hit hit, Trace trace)
    {
        foreach (var cookie in hit.Cookies)
            trace.AddStripped(NameLocation.Cookie, GetTraceName(cookie), RuleNames.AnonymousHitCookie);
    }

    /// <summary>Returns the vendor's cookies, each pair unchanged; null without such a cookie.</summary>
    public static HeaderLine? KeepAnalytics(Hit hit, Trace trace) =>
        Filter(hit, trace, static (cookie, _) => IsVendors(cookie), []);

    /// <summary>Returns the cookies of the given names, with <c>1</c> or an empty value; null without such a cookie.</summary>
    public static HeaderLine? KeepOnly(Hit hit, IReadOnlyList<string> names, Trace trace) =>
        Filter(hit, trace, static (cookie, names) => IsOneOf(cookie.Name, names), names);

    private static HeaderLine? Filter(Hit hit, Trace trace, MayForward mayForward, IReadOnlyList<string> names)
    {
        StringBuilder? kept = null;
        foreach (var cookie in hit.Cookies)
        {
            if (!mayForward(cookie, names))
            {
                trace.AddStripped(NameLocation.Cookie, GetTraceName(cookie), RuleNames.SiteCookie);
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

    private delegate bool MayForward(CookiePair cookie, IReadOnlyList<string> names);

    private static bool IsVendors(CookiePair cookie) =>
        Vocabulary.FindCookie(cookie.Name) is not null
            && (!CookieNames.IsShared(cookie.Name) || CookieNames.HasVendorsShape(cookie.Name, cookie.Value));

    private static bool IsOneOf(ReadOnlySpan<char> name, IReadOnlyList<string> names)
    {
        foreach (var candidate in names)
        {
            if (name.SequenceEqual(candidate))
                return true;
        }

        return false;
    }

    /// <summary>A cookie's name may contain an identifier, so the trace gets the name of the Vocabulary row.</summary>
    private static string GetTraceName(CookiePair cookie) => Vocabulary.FindCookie(cookie.Name)?.Name ?? "(site cookie)";
}
