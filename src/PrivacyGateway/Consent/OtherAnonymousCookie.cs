using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// Finds a cookie that the page might use as its anonymous cookie although the policy names another one. A heuristic: it only suggests the
/// cause of a mismatch that <see cref="PageComparison"/> has found already.
/// </summary>
/// <param name="cookieName">The policy's anonymous cookie.</param>
/// <param name="defaultName">The pixel's default for it.</param>
/// <param name="optOutCookies">The policy's cookies of the full opt-out.</param>
internal sealed class OtherAnonymousCookie(string cookieName, string defaultName, IReadOnlyList<string> optOutCookies)
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    private static readonly string[] TellingWords = ["optout", "opt-out", "opt_out", "optin", "opt-in", "opt_in", "anonym"];

    public bool IsPresent(Hit hit)
    {
        foreach (var cookie in hit.Cookies)
        {
            if (!cookie.Value.IsEmpty && IsLikely(cookie))
                return true;
        }

        return false;
    }

    private bool IsLikely(CookiePair cookie)
    {
        var name = cookie.Name;
        if (name.Equals(cookieName, AnyCase))
            return !name.SequenceEqual(cookieName);

        // Cookies that the gateway sets beside the anonymous cookie begin with its name.
        if (name.StartsWith(cookieName, AnyCase) || IsOptOut(name))
            return false;
        return name.Equals(defaultName, AnyCase) || (cookie.Value is "1" && HasTellingWord(name));
    }

    private bool IsOptOut(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < optOutCookies.Count; i++)
        {
            if (name.Equals(optOutCookies[i], AnyCase))
                return true;
        }

        return false;
    }

    private static bool HasTellingWord(ReadOnlySpan<char> name)
    {
        foreach (var word in TellingWords)
        {
            if (name.Contains(word, AnyCase))
                return true;
        }

        return false;
    }
}
