using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>What the consent endpoints write into a visitor's browser. (docs/decisions/0006 tells why there are companions.)</summary>
internal sealed class ConsentCookies(PolicyConfig config)
{
    /// <summary>The pixel's "5 years". (Erratum 5.)</summary>
    public const long DefaultMinutes = 2_592_000;

    /// <summary>Longer than a renewal can be on its way.</summary>
    private const int TakenBackSeconds = 60;

    private const int MinutesADay = 1440;

    private readonly string _name = config.UserIdentification.AnonymousCookieName;

    /// <summary>Beside an opt-out of unlimited length: it may be renewed.</summary>
    public string RollsName { get; } = $"{config.UserIdentification.AnonymousCookieName}Rolls";

    /// <summary>The opt-out was taken back a moment ago: a renewal that is still on its way no longer counts.</summary>
    public string TakenBackName { get; } = $"{config.UserIdentification.AnonymousCookieName}TakenBack";

    /// <summary>What the anonymous cookie is set to: the pixel's <c>1</c>, or in opt-in polarity what counts as consent.</summary>
    public string Value => config.UserIdentification.AnonymousOptIn ? config.ConsentValues[0] : "1";

    /// <summary>The longest that an anonymous cookie lasts, in minutes.</summary>
    public long MostMinutes => MinutesADay * (long)(config.UserIdentification.AnonymousOptIn ? config.ConsentMaxAge : PolicyConfig.BrowserDays);

    /// <summary>The longest that a full opt-out lasts, in minutes.</summary>
    public static long MostOptOutMinutes => MinutesADay * (long)PolicyConfig.BrowserDays;

    /// <param name="hit">Shows which identity cookies the browser has.</param>
    /// <param name="minutes">How long, already cut to <see cref="MostMinutes"/>.</param>
    public IReadOnlyList<HeaderLine> Set(Hit hit, long minutes) =>
    [
        OwnCookie.Set(_name, Value, minutes * OwnCookie.SecondsAMinute, config.CookieDomain),
        .. !config.RefreshOptOut ? [] : minutes == MostMinutes ? [Companion(RollsName, MostMinutes * OwnCookie.SecondsAMinute)] : Expire(RollsName),
        .. config.RefreshOptOut ? Expire(TakenBackName) : [],
        .. config.UserIdentification.AnonymousOptIn ? [] : ExpireIdentity(hit),
    ];

    /// <param name="hit">Shows which identity cookies the browser has.</param>
    public IReadOnlyList<HeaderLine> Delete(Hit hit) =>
    [
        .. Expire(_name),
        .. config.RefreshOptOut ? [.. Expire(RollsName), Companion(TakenBackName, TakenBackSeconds)] : Array.Empty<HeaderLine>(),
        .. config.UserIdentification.AnonymousOptIn ? ExpireIdentity(hit) : [],
    ];

    /// <summary>The same opt-out for its full length again; nothing unless the browser shows both it and its companion.</summary>
    public IReadOnlyList<HeaderLine> Refresh(Hit hit) =>
        config.RefreshOptOut && hit.Cookies.Show(_name) && hit.Cookies.Show(RollsName) && !hit.Cookies.Show(TakenBackName)
            ? [OwnCookie.Set(_name, Value, MostMinutes * OwnCookie.SecondsAMinute, config.CookieDomain), Companion(RollsName, MostMinutes * OwnCookie.SecondsAMinute)]
            : [];

    public IReadOnlyList<HeaderLine> SetOptOut(Hit hit, long minutes) =>
        [OwnCookie.Set(config.OptOutCookies[0], "1", minutes * OwnCookie.SecondsAMinute, config.CookieDomain), .. ExpireIdentity(hit)];

    /// <summary>All of them: one that is left would go on blocking.</summary>
    public IReadOnlyList<HeaderLine> DeleteOptOut() => [.. config.OptOutCookies.SelectMany(Expire)];

    /// <summary>Whether the browser shows a full opt-out.</summary>
    public bool ShowsOptOut(Hit hit) => config.OptOutCookies.Any(hit.Cookies.Show);

    /// <summary>The identity cookies in the browser, if the policy says where they belong.</summary>
    public IReadOnlyList<HeaderLine> ExpireIdentity(Hit hit) => config.CookieDomain is { } domain ? IdentityCookies.Expire(hit, domain) : [];

    private HeaderLine Companion(string name, long seconds) => OwnCookie.Set(name, "1", seconds, config.CookieDomain);

    /// <summary>On the cookie domain and on the host alone.</summary>
    private HeaderLine[] Expire(string name) =>
        config.CookieDomain is { } domain ? [OwnCookie.Expire(name, domain), OwnCookie.Expire(name, null)] : [OwnCookie.Expire(name, null)];
}
