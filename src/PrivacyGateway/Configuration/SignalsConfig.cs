namespace PrivacyGateway.Configuration;

/// <summary>Signals beside the anonymous cookie that tell a visitor's choice. The most restrictive one wins.</summary>
internal sealed record SignalsConfig
{
    /// <summary>All that <c>CookieConsent</c> ever holds; a site cannot add any.</summary>
    public const string CookiebotCategories = "necessary preferences statistics marketing";

    /// <summary>
    /// The groups that OneTrust gives to every site, behind the strictly necessary one. A site may add its own, under separate ids.
    /// </summary>
    public const string OneTrustGroups = "C0002 C0003 C0004 C0005";

    /// <summary>
    /// The weight of a platform's "granted": with <c>restrict</c> none, with <c>standInForCookie</c> it is consent in opt-in polarity
    /// where the anonymous cookie is absent.
    /// </summary>
    [Key("platformsMay", Example = "\"standInForCookie\"")]
    public PlatformRole PlatformsMay { get; init; }

    /// <summary><c>Sec-GPC: 1</c> makes anonymous.</summary>
    [Key("globalPrivacyControl", Example = "true")]
    public bool GlobalPrivacyControl { get; init; }

    /// <summary><c>DNT: 1</c> makes anonymous.</summary>
    [Key("doNotTrack", Example = "true")]
    public bool DoNotTrack { get; init; }

    /// <summary>IAB TCF: the platform's cookie and any <c>gdpr_consent</c> parameter.</summary>
    [Key("tcf", Section = typeof(TcfConfig))]
    public TcfConfig? Tcf { get; init; }

    /// <summary>
    /// IAB GPP: the platform's cookie and any <c>gpp</c> parameter; the European section must grant, an opt-out in the US national section
    /// restricts.
    /// </summary>
    [Key("gpp", Section = typeof(GppConfig))]
    public TcfConfig? Gpp { get; init; }

    /// <summary>
    /// Groups of OneTrust that must all be granted; ids as in <c>OptanonConsent</c>. Another id than <c>C0001</c> to <c>C0005</c> is a
    /// warning, because a site may have its own.
    /// </summary>
    [Key("oneTrust", Unit = "groups", Example = "[\"C0002\"]", Pattern = "^[!-~]+$", Known = OneTrustGroups)]
    public IReadOnlyList<string> OneTrust { get; init; } = [];

    /// <summary>
    /// Categories of Cookiebot that must all be granted: <c>preferences</c>, <c>statistics</c>, <c>marketing</c>; <c>necessary</c> proves
    /// nothing alone.
    /// </summary>
    [Key("cookiebot", Unit = "categories", Example = "[\"statistics\"]", Known = CookiebotCategories)]
    public IReadOnlyList<string> Cookiebot { get; init; } = [];

    /// <summary>Any other platform's cookies, each below a name for the signal.</summary>
    [Key("cookies", Section = typeof(CookieMatchConfig))]
    public IReadOnlyDictionary<string, CookieMatchConfig> Cookies { get; init; } = new Dictionary<string, CookieMatchConfig>(
        StringComparer.Ordinal);

    /// <summary>Whether one of the platforms can say "granted".</summary>
    public bool CanGrant => Tcf is not null || Gpp is not null || OneTrust.Count > 0 || Cookiebot.Count > 0
        || Cookies.Values.Any(cookie => cookie.Means == ConsentMeaning.Granted);
}

/// <summary>The effect of a consent platform's "granted".</summary>
internal enum PlatformRole
{
    /// <summary>"Not granted" makes anonymous; after "granted" the anonymous cookie decides.</summary>
    Restrict,

    /// <summary>In opt-in polarity "granted" is consent where the site does not use the anonymous cookie.</summary>
    StandInForCookie,
}

/// <summary>The purposes and vendor that an IAB TCF string must grant.</summary>
internal record TcfConfig
{
    /// <summary>Purposes that the IAB's policies define (TCF 2.2 and 2.3, appendix A).</summary>
    public const int DefinedPurposes = 11;

    /// <summary>Purposes that a consent string has room for.</summary>
    public const int HighestPurpose = 24;

    public const int HighestVendor = 65535;

    /// <summary>Of a GPP string, as OneTrust names it.</summary>
    public const string GppCookie = "OTGPPConsent";

    /// <summary>The cookie that holds the IAB string.</summary>
    [Key("cookie", Unit = "cookie", Example = "\"tc\"", Pattern = CookieNameRule.Pattern)]
    public string Cookie { get; init; } = "euconsent-v2";

    /// <summary>
    /// Purposes that must all be consented to (of a GPP string in its European section); 1 to 11. 1 is to store on the device and read from
    /// it, 8 to measure content.
    /// </summary>
    [Key("purposes", Least = 1, Most = HighestPurpose, MostForSchema = DefinedPurposes, Unit = "purposes", Example = "[1, 7, 8]")]
    public IReadOnlyList<int> Purposes { get; init; } = [1, 8];

    /// <summary>Vendor in the Global Vendor List that must be consented to (of a GPP string in its European section).</summary>
    [Key("vendor", Least = 1, Most = HighestVendor, Unit = "vendor id", Example = "402")]
    public int? Vendor { get; init; }
}

/// <summary>The purposes and vendor that the European section of an IAB GPP string must grant.</summary>
internal sealed record GppConfig : TcfConfig
{
    public GppConfig() => Cookie = GppCookie;
}

/// <summary>A consent platform's cookie, read by a pattern.</summary>
internal sealed record CookieMatchConfig
{
    /// <summary>The platform's cookie.</summary>
    [Key("cookie", IsRequired = true, Unit = "cookie", Example = "\"consent\"", Pattern = CookieNameRule.Pattern)]
    public required string Cookie { get; init; }

    /// <summary>How the cookie's value is encoded: <c>none</c>, <c>url</c>, <c>base64</c>.</summary>
    [Key("decode", Example = "\"base64\"")]
    public CookieDecoding Decode { get; init; }

    /// <summary>
    /// Regular expression that is looked for anywhere in the value; no look-around, no back references: it must run in linear time.
    /// </summary>
    [Key("match", IsRequired = true, Unit = "regular expression", Example = "\"analytics\"")]
    public required string Match { get; init; }

    /// <summary>The meaning of a match: <c>granted</c> or <c>denied</c>.</summary>
    [Key("means", IsRequired = true, Example = "\"denied\"")]
    public ConsentMeaning Means { get; init; } = ConsentMeaning.Denied;

    /// <summary>
    /// Text right before the time of the visitor's choice in the decoded value (seconds or milliseconds since 1970, or ISO 8601). A choice
    /// that is older than 13 months, in the future or without the time grants nothing.
    /// </summary>
    [Key("timestampAfter", Unit = "text", Example = "\"consenttime\\\":\"")]
    public string? TimestampAfter { get; init; }
}

/// <summary>How a consent platform encodes its cookie's value.</summary>
internal enum CookieDecoding
{
    None,

    /// <summary>Percent-encoded, as <c>encodeURIComponent</c> does.</summary>
    Url,

    /// <summary>Base64 or base64url, with or without padding, around UTF-8; percent-encoded on top or not.</summary>
    Base64,
}

/// <summary>The meaning of a match in a consent platform's cookie says.</summary>
internal enum ConsentMeaning
{
    Granted,
    Denied,
}
