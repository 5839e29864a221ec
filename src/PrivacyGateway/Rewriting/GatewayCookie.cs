using System.Globalization;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Creates the <c>Set-Cookie</c> headers that the gateway sends itself. None
/// is <c>HttpOnly</c>: the pixel must be able to read the anonymous cookie.
/// </summary>
internal static class GatewayCookie
{
    public const int SecondsPerMinute = 60;

    public const int SecondsPerDay = 86400;

    /// <param name="name">The cookie's name.</param>
    /// <param name="value">A constant; must never come from a client.</param>
    /// <param name="seconds">The lifetime.</param>
    /// <param name="domain">The policy's <c>cookieDomain</c>, or null for a host-only cookie.</param>
    public static HeaderLine Set(string name, string value, long seconds, string? domain) => Format(name, value, seconds, domain, "Lax");

    /// <summary>Deletes the cookie.</summary>
    public static HeaderLine Expire(string name, string? domain) => Format(name, "", 0, domain, "Lax");

    /// <summary>Deletes a cookie that is also sent with cross-site requests, like the track domain's own identity cookies.</summary>
    public static HeaderLine ExpireCrossSite(string name, string? domain) => Format(name, "", 0, domain, "None");

    private static HeaderLine Format(string name, string value, long seconds, string? domain, string sameSite)
    {
        var scope = domain is null ? "" : $"; Domain={domain}";
        return new HeaderLine("Set-Cookie", string.Create(
            CultureInfo.InvariantCulture, $"{name}={value}; Max-Age={seconds}; Path=/{scope}; SameSite={sameSite}; Secure"));
    }
}
