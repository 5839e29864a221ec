using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>Cookies that no browser writes in this way.</summary>
internal static class CookieText
{
    private const string Blanks = " \t\u00A0";

    private static readonly string[] Prefixes = ["__Host-", "__Secure-", "__Http-", "__Host-Http-"];

    /// <summary>A control character (a tab around a value is a blank and was taken off before).</summary>
    public static bool IsGarbled(ReadOnlySpan<char> cookie) => cookie.ContainsAnyInRange('\0', '\u001F') || cookie.Contains('\u007F');

    /// <summary>
    /// Whether a pair sets the cookie in some reader's eyes: in other letters, behind a prefix or a comma, in quotes, with escapes,
    /// or without a value. Only the empty value that the pixel itself takes for "not set" does not.
    /// </summary>
    public static bool LooksLike(CookiePair cookie, ReadOnlySpan<char> name)
    {
        // A comma may be the value itself.
        if (IsName(cookie.Name, name) && !cookie.Value.IsEmpty)
            return true;

        foreach (var range in cookie.Raw.Split(','))
        {
            var pair = new CookiePair(cookie.Raw[range].Trim(Blanks));
            if (IsName(pair.Name, name) && !(pair.Value.IsEmpty && pair.Raw.Contains('=')))
                return true;
        }

        return false;
    }

    private static bool IsName(ReadOnlySpan<char> written, ReadOnlySpan<char> name)
    {
        written = written.Trim(Blanks).Trim('"');

        // What does not end with the name can only be it if there are escapes.
        if (!written.EndsWith(name, StringComparison.OrdinalIgnoreCase) && !written.Contains('%'))
            return false;

        foreach (var prefix in Prefixes)
        {
            if (written.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                written = written[prefix.Length..];
        }

        return written.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (written.Contains('%') && Uri.UnescapeDataString(written).AsSpan().Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
