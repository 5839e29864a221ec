using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Creates the <c>Set-Cookie</c> headers of the consent endpoints. (docs/decisions/0006 explains the companion cookies.)</summary>
internal sealed class ConsentCookies(PolicyConfig config)
{
    /// <summary>The pixel's "5 years". (Erratum 5.)</summary>
    public const long DefaultMinutes = 2_592_000;

    /// <summary>Longer than a renewal request can be in flight.</summary>
    private const int WithdrawnSeconds = 60;

    private const int MinutesPerDay = 1440;

    private readonly string _name = config.UserIdentification.AnonymousCookieName;

    /// <summary>The companion cookie of an opt-out of unlimited duration: the opt-out may be renewed.</summary>
    public string RollsName { get; } = $"{config.UserIdentification.AnonymousCookieName}Rolls";

    /// <summary>The cookie that marks a recently revoked opt-out: a renewal that is still in flight must not restore it.</summary>
    public string WithdrawnName { get; } = $"{config.UserIdentification.AnonymousCookieName}TakenBack";

    /// <summary>The value of the anonymous cookie: the pixel's <c>1</c>, or in opt-in polarity the first consent value.</summary>
    public string Value => config.UserIdentification.AnonymousOptIn ? config.ConsentValues[0] : "1";

    /// <summary>The longest lifetime of an anonymous cookie, in minutes.</summary>
    public long MaxMinutes =>
        MinutesPerDay * (long)(config.UserIdentification.AnonymousOptIn ? config.ConsentMaxAge : PolicyConfig.BrowserDays);

    /// <summary>The longest lifetime of a full opt-out, in minutes.</summary>
    public static long MaxOptOutMinutes => MinutesPerDay * (long)PolicyConfig.BrowserDays;

    /// <param name="hit">The request, which shows the browser's identity cookies.</param>
    /// <param name="minutes">The lifetime, at most <see cref="MaxMinutes"/>.</param>
    public IReadOnlyList<HeaderLine> Set(Hit hit, long minutes) =>
    [
        GatewayCookie.Set(_name, Value, minutes * GatewayCookie.SecondsPerMinute, config.CookieDomain),
        .. !config.RefreshOptOut ? [] : minutes == MaxMinutes
            ? [SetCompanion(RollsName, MaxMinutes * GatewayCookie.SecondsPerMinute)] : Expire(RollsName),
        .. config.RefreshOptOut ? Expire(WithdrawnName) : [],
        .. config.UserIdentification.AnonymousOptIn ? [] : ExpireIdentity(hit),
    ];

    /// <param name="hit">The request, which shows the browser's identity cookies.</param>
    public IReadOnlyList<HeaderLine> Delete(Hit hit) =>
    [
        .. Expire(_name),
        .. config.RefreshOptOut ? [.. Expire(RollsName), SetCompanion(WithdrawnName, WithdrawnSeconds)] : Array.Empty<HeaderLine>(),
        .. config.UserIdentification.AnonymousOptIn ? ExpireIdentity(hit) : [],
    ];

    /// <summary>
    /// Renews the opt-out for its full duration. Returns nothing unless the browser sends both the opt-out and its companion cookie.
    /// </summary>
    public IReadOnlyList<HeaderLine> Refresh(Hit hit) =>
        config.RefreshOptOut && hit.Cookies.HasValue(_name) && hit.Cookies.HasValue(RollsName) && !hit.Cookies.HasValue(WithdrawnName)
            ? [GatewayCookie.Set(_name, Value, MaxMinutes * GatewayCookie.SecondsPerMinute, config.CookieDomain),
                SetCompanion(RollsName, MaxMinutes * GatewayCookie.SecondsPerMinute)]
            : [];

    public IReadOnlyList<HeaderLine> SetOptOut(Hit hit, long minutes) =>
        [GatewayCookie.Set(config.OptOutCookies[0], "1", minutes * GatewayCookie.SecondsPerMinute, config.CookieDomain),
            .. ExpireIdentity(hit)];

    /// <summary>Deletes all opt-out cookies: any one of them would continue to block.</summary>
    public IReadOnlyList<HeaderLine> DeleteOptOut() => [.. config.OptOutCookies.SelectMany(Expire)];

    /// <summary>Whether the browser sends a full opt-out cookie.</summary>
    public bool HasOptOut(Hit hit) => config.OptOutCookies.Any(hit.Cookies.HasValue);

    /// <summary>Expires the browser's identity cookies; nothing without a <c>cookieDomain</c>.</summary>
    public IReadOnlyList<HeaderLine> ExpireIdentity(Hit hit) =>
        config.CookieDomain is { } domain ? IdentityCookies.Expire(hit, domain) : [];

    private HeaderLine SetCompanion(string name, long seconds) => GatewayCookie.Set(name, "1", seconds, config.CookieDomain);

    /// <summary>Expires the cookie on the cookie domain and on the host.</summary>
    private HeaderLine[] Expire(string name) =>
        config.CookieDomain is { } domain
            ? [GatewayCookie.Expire(name, domain), GatewayCookie.Expire(name, null)] : [GatewayCookie.Expire(name, null)];
}
