using System.Buffers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>
/// Checks that the headers of an anonymous hit have closed forms: listed
/// names, each at most once, and no free text except the browser's name.
/// </summary>
internal static class GuardedHeaders
{
    private const int MaxUserAgentLength = 512;
    private const int MaxListLength = 256;

    /// <summary>Versions and weights have few digits.</summary>
    private const int MaxDigits = 4;

    private static readonly SearchValues<char> MediaRanges = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*/+.-,;= ");
    private static readonly SearchValues<char> Languages = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*.-,;= ");

    private static readonly string[] BodyTypes = ["text/plain", "application/x-www-form-urlencoded"];

    private static readonly string[] CharacterSets = ["utf-8", "charset=utf-8"];

    /// <returns>A description, or the cookie's Vocabulary row, of the first violation; null without a violation.</returns>
    public static string? Find(RewrittenHit hit)
    {
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            var header = hit.Headers[i];
            if (header.Is("Cookie"))
            {
                if (FindInCookies(header.Value, hit.Target.Span) is { } cookie)
                    return cookie;
            }
            else if (!IsClosed(header, hasBody: !hit.Body.GetValueOrDefault().IsEmpty))
            {
                return "(header)";
            }

            for (var earlier = 0; earlier < i; earlier++)
            {
                if (header.Is(hit.Headers[earlier].Name))
                    return "(repeated header)";
            }
        }

        return null;
    }

    private static bool IsClosed(HeaderLine header, bool hasBody) => header switch
    {
        _ when header.Is("Accept") => IsList(header.Value, MediaRanges),
        _ when header.Is("Accept-Language") => IsList(header.Value, Languages),
        _ when header.Is("User-Agent") => header.Value.Length <= MaxUserAgentLength
            && !header.Value.AsSpan().ContainsAnyExceptInRange(' ', '~'),
        _ when header.Is("Content-Type") => hasBody && IsBodyType(header.Value),
        _ => header.Is(HeaderNames.Loop) && header.Value == HeaderNames.LoopToken,
    };

    private static bool IsList(string value, SearchValues<char> characters)
    {
        if (value.Length > MaxListLength || value.AsSpan().ContainsAnyExcept(characters))
            return false;

        var digits = 0;
        foreach (var character in value)
        {
            digits = char.IsAsciiDigit(character) ? digits + 1 : 0;
            if (digits > MaxDigits)
                return false;
        }

        return true;
    }

    private static bool IsBodyType(ReadOnlySpan<char> value)
    {
        var end = value.IndexOf(';');
        return IsOneOf(BodyTypes, end < 0 ? value : value[..end])
            && (end < 0 || IsOneOf(CharacterSets, value[(end + 1)..].TrimStart(' ')));
    }

    private static bool IsOneOf(string[] known, ReadOnlySpan<char> value)
    {
        foreach (var one in known)
        {
            if (value.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Only opt-out calls have cookies, and only with the value <c>1</c> or an empty one.</summary>
    private static string? FindInCookies(ReadOnlySpan<char> line, ReadOnlySpan<byte> target)
    {
        var path = target.IndexOf((byte)'?') is >= 0 and var mark ? target[..mark] : target;
        if (!path.EndsWith("/optout"u8) && !path.EndsWith("/optout.php"u8))
            return "(cookie)";
        foreach (var range in line.Split(';'))
        {
            var cookie = line[range].Trim(' ');
            var equals = cookie.IndexOf('=');
            if (equals < 1 || cookie[(equals + 1)..] is not ("" or "1"))
                return "(cookie)";
            if (GuardedNames.FindCookie(cookie[..equals]) is { } row)
                return row.Name;
        }

        return null;
    }
}
