using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>Recognizes cookies in spellings that no browser sends.</summary>
internal static class CookieText
{
    private const int MaxRounds = 4;
    private const string Whitespace = " \t\u00A0";

    private static readonly string[] Prefixes = ["__Host-", "__Secure-", "__Http-", "__Host-Http-"];

    /// <summary>Whether the pair contains a control character. Tabs around a value are trimmed before and do not count.</summary>
    public static bool IsGarbled(ReadOnlySpan<char> cookie) => cookie.ContainsAnyInRange('\0', '\u001F') || cookie.Contains('\u007F');

    /// <summary>
    /// Whether some reader would take the pair for this cookie: in another case, after a prefix or a comma, in quotes, with escapes,
    /// or without a value. An empty value does not count: the pixel itself treats it as "not set".
    /// </summary>
    public static bool LooksLike(CookiePair cookie, ReadOnlySpan<char> name)
    {
        // Fast path for most cookies.
        if (!cookie.Raw.Contains('%') && !cookie.Raw.Contains(name, StringComparison.OrdinalIgnoreCase))
            return false;

        // A comma may be part of the value; in a folded header, an empty value for one reader is ",x=" for another.
        if (IsName(cookie.Name, name) && (!cookie.Value.IsEmpty || cookie.IsFolded))
            return true;

        foreach (var range in cookie.Raw.Split(','))
        {
            var pair = new CookiePair(cookie.Raw[range].Trim(Whitespace));
            if (IsName(pair.Name, name) && !(pair.Value.IsEmpty && pair.Raw.Contains('=')))
                return true;
        }

        return false;
    }

    /// <summary>Escapes may be nested, and the equals sign after the name may be escaped too.</summary>
    private static bool IsEscaped(ReadOnlySpan<char> written, ReadOnlySpan<char> name)
    {
        for (var round = 0; round < MaxRounds && written.Contains('%'); round++)
        {
            written = Uri.UnescapeDataString(written);
            var decoded = written.IndexOf('=') is >= 0 and var equals ? written[..equals] : written;
            if (decoded.Trim(Whitespace).Trim('"').Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsName(ReadOnlySpan<char> written, ReadOnlySpan<char> name)
    {
        written = written.Trim(Whitespace).Trim('"');

        // Text that does not end with the name can only match through escapes.
        if (!written.EndsWith(name, StringComparison.OrdinalIgnoreCase) && !written.Contains('%'))
            return false;

        foreach (var prefix in Prefixes)
        {
            if (written.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                written = written[prefix.Length..];
        }

        return written.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (written.Contains('%') && IsEscaped(written, name));
    }
}
