using System.Globalization;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary><c>Set-Cookie</c> lines that the gateway writes itself. Scripts can read them all: the pixel must see the anonymous cookie.</summary>
internal static class OwnCookie
{
    public const int SecondsAMinute = 60;

    public const int SecondsADay = 86400;

    /// <param name="name">A cookie's name.</param>
    /// <param name="value">A constant; never anything that a client sent.</param>
    /// <param name="seconds">How long it lasts.</param>
    /// <param name="domain">The policy's <c>cookieDomain</c>, or null for the host alone.</param>
    public static HeaderLine Set(string name, string value, long seconds, string? domain) => Line(name, value, seconds, domain, "Lax");

    /// <summary>Makes the browser forget it.</summary>
    public static HeaderLine Expire(string name, string? domain) => Line(name, "", 0, domain, "Lax");

    /// <summary>The same for a cookie that pages of other sites may send along, as the track domain's own identity cookies are.</summary>
    public static HeaderLine ExpireAnywhere(string name, string? domain) => Line(name, "", 0, domain, "None");

    private static HeaderLine Line(string name, string value, long seconds, string? domain, string sameSite)
    {
        var scope = domain is null ? "" : $"; Domain={domain}";
        return new HeaderLine("Set-Cookie", string.Create(CultureInfo.InvariantCulture, $"{name}={value}; Max-Age={seconds}; Path=/{scope}; SameSite={sameSite}; Secure"));
    }
}
