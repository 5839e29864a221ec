using System.Globalization;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Reduces <c>User-Agent</c> to family, major version and platform, like the browsers' own User-Agent reduction. The result is composed
/// of constants and a version number, so no other text of the client is forwarded.
/// </summary>
internal static class GeneralUserAgent
{
    /// <summary>More specific tokens come first: Android contains Linux.</summary>
    private static readonly (string Token, string Platform)[] Platforms =
    [
        ("iPhone", "iPhone; CPU iPhone OS 18_0 like Mac OS X"),
        ("iPad", "iPad; CPU OS 18_0 like Mac OS X"),
        ("Android", "Linux; Android 10; K"),
        ("Windows", "Windows NT 10.0; Win64; x64"),
        ("Macintosh", "Macintosh; Intel Mac OS X 10_15_7"),
        ("CrOS", "X11; CrOS x86_64 14541.0.0"),
        ("Linux", "X11; Linux x86_64"),
    ];

    public static string Generalize(string userAgent)
    {
        var platform = Platforms.FirstOrDefault(known => userAgent.Contains(known.Token, StringComparison.Ordinal)).Platform;
        if (platform is null)
            return HeaderNames.AnyUserAgent;

        var mobile = userAgent.Contains(" Mobile", StringComparison.Ordinal) ? "Mobile " : "";
        if (Major(userAgent, "Firefox/") is { } firefox)
            return $"Mozilla/5.0 ({platform}; rv:{firefox}.0) Gecko/20100101 Firefox/{firefox}.0";
        if (Major(userAgent, "Chrome/") is { } chrome)
        {
            var edge = Major(userAgent, "Edg/") is { } edg ? $" Edg/{edg}.0.0.0" : "";
            var opera = Major(userAgent, "OPR/") is { } opr ? $" OPR/{opr}.0.0.0" : "";
            return $"Mozilla/5.0 ({platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{chrome}.0.0.0 "
                + $"{mobile}Safari/537.36{edge}{opera}";
        }

        return Major(userAgent, "Version/") is { } safari
            ? $"Mozilla/5.0 ({platform}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{safari}.0 {mobile}Safari/605.1.15"
            : $"{HeaderNames.AnyUserAgent} ({platform})";
    }

    /// <summary>Accepts at most three digits, because a longer number could be an identifier.</summary>
    private static int? Major(string userAgent, string token)
    {
        var start = userAgent.IndexOf(token, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var rest = userAgent.AsSpan(start + token.Length);
        var digits = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? rest[..end] : rest;
        return digits.Length <= 3 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
