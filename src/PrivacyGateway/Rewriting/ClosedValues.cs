using System.Buffers;
using System.Globalization;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Restricts response headers for anonymous browsers to closed sets of values. Restricting names is not enough: <c>Content-Language</c>,
/// <c>Vary</c> or a parameter of <c>Content-Type</c> can carry an identifier
/// just as a cookie can. A value outside its set is replaced or removed.
/// </summary>
internal static class ClosedValues
{
    /// <summary>Lengths below 100 MB; longer numbers could be identifiers.</summary>
    private const int MaxDigits = 8;

    private const int MaxOriginLength = 64;

    private static readonly SearchValues<char> HostLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz.-");

    private const string Binary = "application/octet-stream";

    private static readonly string[] Types =
    [
        "image/gif", "image/png", "image/jpeg", "image/webp", "image/avif", "image/svg+xml", "image/x-icon", "image/vnd.microsoft.icon",
        "image/bmp", "text/plain", "text/html", "text/css", "text/javascript", "text/xml", "application/javascript",
        "application/x-javascript", "application/ecmascript", "application/json", "application/manifest+json", "application/xml",
        "application/wasm", "application/pdf", "font/woff", "font/woff2", "font/ttf", "font/otf", Binary,
    ];

    private static readonly string[] CharacterSets = ["utf-8", "iso-8859-1", "us-ascii", "windows-1252", "iso-8859-15"];
    private static readonly string[] Encodings = ["gzip", "br", "deflate", "zstd", "identity"];
    private static readonly string[] Varying = ["Accept", "Accept-Encoding", "Accept-Language", "Origin", "User-Agent", "Cookie", "*"];
    private static readonly string[] Directives = ["no-store", "no-cache", "private", "public", "must-revalidate", "proxy-revalidate",
        "no-transform", "immutable", "max-age=0", "s-maxage=0"];
    private static readonly string[] Lifetimes = ["max-age", "s-maxage", "stale-if-error", "stale-while-revalidate"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "*"];
    private static readonly string[] RequestHeaders = [
        "Accept", "Accept-Language", "Content-Language", "Content-Type", "X-Requested-With", "Authorization", "Origin", "*"];

    /// <summary>Values of <c>Retry-After</c> in seconds. Other values are rounded up to the next one.</summary>
    private static readonly int[] Delays = [0, 1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

    /// <param name="header">A response header that the Vocabulary lists.</param>
    /// <param name="hit">The request.</param>
    /// <returns>The value that may be sent to the browser; null to drop the header.</returns>
    public static string? Restrict(HeaderLine header, Hit hit)
    {
        var (value, isFile) = (header.Value, hit.Kind == HitKind.Static);
        return header.Name.ToLowerInvariant() switch
        {
            "content-type" => RestrictMediaType(value),
            "content-length" => value.Length <= MaxDigits && IsNumber(value) ? value : null,
            "content-encoding" => FilterList(value, Encodings),
            "content-language" => GeneralizeLanguage(value),
            "cache-control" => isFile ? FilterList(value, Directives, Lifetimes) : FilterList(value, Directives),
            "pragma" => FilterList(value, ["no-cache"]),

            // A date can encode ten digits. Only cacheable files need one, and Kestrel writes its own Date.
            "expires" or "date" => value is "0" or "-1" || (isFile && IsDate(value)) ? value : null,
            "vary" => FilterList(value, Varying),
            "retry-after" => RoundDelay(value),
            "access-control-allow-origin" => value is "*" || (hit.FindHeader("Origin") is { } asked ? value == asked : IsNamedOrigin(value))
                ? value : null,
            "access-control-allow-credentials" => value is "true" ? value : null,
            "access-control-allow-methods" => FilterList(value, Methods),
            "access-control-allow-headers" => FilterList(value, RequestHeaders),
            _ => null,
        };
    }

    /// <summary>Unknown types become <c>application/octet-stream</c>, which browsers do not execute.</summary>
    private static string RestrictMediaType(string value)
    {
        var end = value.IndexOf(';');
        var type = Find((end < 0 ? value : value.AsSpan(0, end)).Trim(), Types) ?? Binary;
        if (end < 0)
            return type == value ? value : type;

        var charset = value.AsSpan(end + 1).Trim();
        if (!charset.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
            || Find(charset["charset=".Length..].Trim('"'), CharacterSets) is not { } name)
            return type;
        var whole = $"{type}; charset={name}";
        return whole.Equals(value, StringComparison.OrdinalIgnoreCase) ? value.ToLowerInvariant() : whole;
    }

    /// <summary>Keeps the language and drops the region.</summary>
    private static string? GeneralizeLanguage(string value)
    {
        var end = value.IndexOf('-');
        var language = end < 0 ? value : value[..end];
        return language.Length == 2 && language.All(char.IsAsciiLetter) ? language.ToLowerInvariant() : null;
    }

    private static string? RoundDelay(string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;
        foreach (var delay in Delays)
        {
            if (seconds <= delay)
                return delay.ToString(CultureInfo.InvariantCulture);
        }

        return Delays[^1].ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Keeps the listed members, in the list's spelling.</summary>
    private static string? FilterList(string value, string[] listed, string[]? withNumber = null)
    {
        List<string>? kept = null;
        foreach (var range in value.AsSpan().Split(','))
        {
            var member = value.AsSpan(range).Trim();
            if (Find(member, listed) is { } known)
                (kept ??= []).Add(known);
            else if (withNumber is not null && IsLifetime(member, withNumber))
                (kept ??= []).Add(member.ToString().ToLowerInvariant());
        }

        return kept switch { null => null, [var only] => only, _ => string.Join(", ", kept) };
    }

    private static bool IsLifetime(ReadOnlySpan<char> member, string[] names)
    {
        var equals = member.IndexOf('=');
        return equals > 0 && member.Length - equals - 1 <= MaxDigits && IsNumber(member[(equals + 1)..])
            && Find(member[..equals], names) is not null;
    }

    /// <summary>Without an <c>Origin</c> in the request, browsers ignore the header. A host name of letters alone is preserved.</summary>
    private static bool IsNamedOrigin(string value) =>
        value.StartsWith("https://", StringComparison.Ordinal) && value.Length <= MaxOriginLength
            && value.AsSpan("https://".Length).IndexOfAnyExcept(HostLetters) < 0;

    private static string? Find(ReadOnlySpan<char> value, string[] listed)
    {
        foreach (var one in listed)
        {
            if (value.Equals(one, StringComparison.OrdinalIgnoreCase))
                return one;
        }

        return null;
    }

    private static bool IsNumber(ReadOnlySpan<char> value) => !value.IsEmpty && !value.ContainsAnyExceptInRange('0', '9');

    private static bool IsDate(string value) =>
        DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
