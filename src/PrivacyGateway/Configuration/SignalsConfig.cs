namespace PrivacyGateway.Configuration;

/// <summary>What else than the anonymous cookie tells a visitor's wish. Everything is off by default.</summary>
internal sealed record SignalsConfig
{
    /// <summary>Whether a consent platform's "granted" counts for anything. Default <see cref="PlatformRole.Restrict"/>.</summary>
    public PlatformRole PlatformsMay { get; init; }

    /// <summary><c>Sec-GPC: 1</c> makes anonymous.</summary>
    public bool GlobalPrivacyControl { get; init; }

    /// <summary><c>DNT: 1</c> makes anonymous.</summary>
    public bool DoNotTrack { get; init; }

    /// <summary>Null if the site has no IAB TCF platform.</summary>
    public TcfConfig? Tcf { get; init; }

    /// <summary>Groups of OneTrust that must all be granted, such as <c>C0002</c>; empty if the site does not use it.</summary>
    public IReadOnlyList<string> OneTrust { get; init; } = [];

    /// <summary>Categories of Cookiebot that must all be granted, such as <c>statistics</c>; empty if the site does not use it.</summary>
    public IReadOnlyList<string> Cookiebot { get; init; } = [];

    /// <summary>Any other platform's cookies, by the name that the operator gave to the signal.</summary>
    public IReadOnlyDictionary<string, CookieMatchConfig> Cookies { get; init; } = new Dictionary<string, CookieMatchConfig>(StringComparer.Ordinal);

    /// <summary>Whether there is a platform that can say "granted".</summary>
    public bool CanGrant => Tcf is not null || OneTrust.Count > 0 || Cookiebot.Count > 0 || Cookies.Values.Any(cookie => cookie.Means == ConsentMeaning.Granted);
}
