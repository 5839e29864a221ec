namespace PrivacyGateway.Configuration;

/// <summary>
/// One policy. Domains, origins and URLs are held in the form that browsers send; text that has no such form is held as written, for the
/// validators to name it.
/// </summary>
internal sealed record PolicyConfig
{
    /// <summary>Days that a browser keeps a cookie at most (RFC 6265bis, section 5.5).</summary>
    public const int BrowserDays = 400;

    private readonly TemporarySessionMode? _temporarySession;
    private readonly ReferrerMode? _referrer;

    /// <summary>The pixel's own block, as on the page.</summary>
    [Key("userIdentification", IsRequired = true, Section = typeof(UserIdentificationConfig))]
    public required UserIdentificationConfig UserIdentification { get; init; } = new();

    /// <summary>
    /// <c>false</c> is shadow mode: the parameters and cookies that would be stripped are counted, and the hit is forwarded like an
    /// identified one (<see href="behaviour.md"/>); <c>nc=1</c> and opt-out cookies are enforced even then.
    /// </summary>
    [Key("enforce", Example = "false")]
    public bool Enforce { get; init; } = true;

    /// <summary><c>standard</c> strips what is named, <c>strict</c> strips what is not known (<see href="#levels">Levels</see>).</summary>
    [Key("level", Example = "\"strict\"")]
    public PolicyLevel Level { get; init; }

    /// <summary>
    /// Names of click ids and of personal data that are forwarded; under <c>strict</c> any parameters, and names in nested queries.
    /// </summary>
    [Key("keepParameter", Unit = "parameters", Example = "[\"is\"]")]
    public IReadOnlyList<string> KeepParameter { get; init; } = [];

    /// <summary>
    /// Whether click ids (<c>gclid</c>, <c>fbclid</c>, <c>msclkid</c>, …) are forwarded with anonymous hits (<see href="vocabulary.md"/>).
    /// </summary>
    [Key("keepClickIds", Example = "true")]
    public bool KeepClickIds { get; init; }

    /// <summary>Under <c>strict</c>: whether <c>mc</c>, <c>wt_mc</c> and <c>utm_*</c> are preserved in nested queries.</summary>
    [Key("keepCampaign", Example = "false")]
    public bool KeepCampaign { get; init; } = true;

    /// <summary>
    /// How much of a referrer is forwarded with anonymous hits: <c>full</c>, <c>host</c> or <c>none</c>. One of the site's own
    /// (<c>cookieDomain</c>, <c>allowedOrigins</c>) is treated like the page's URL. Default under <c>strict</c>: <c>host</c>.
    /// </summary>
    [Key("referrer", Example = "\"host\"")]
    public ReferrerMode Referrer
    {
        get => _referrer ?? (Level == PolicyLevel.Strict ? ReferrerMode.Host : ReferrerMode.Full);
        init => _referrer = value;
    }

    /// <summary>In opt-in polarity the values of the anonymous cookie that are consent.</summary>
    /// <remarks>Erratum 2.</remarks>
    [Key("consentValues", Unit = "cookie values", Example = "[\"1\", \"yes\"]")]
    public IReadOnlyList<string> ConsentValues { get; init; } = ["1"];

    /// <summary>Any of these cookies, not empty: no tracking at all. <c>/optout</c> sets the first one.</summary>
    [Key("optOutCookies", Unit = "cookies", Example = "[\"webtrekkOptOut\", \"noTracking\"]")]
    public IReadOnlyList<string> OptOutCookies { get; init; } = ["webtrekkOptOut"];

    /// <summary>
    /// Registrable domain for cookies that the gateway sets; no public suffix (<see
    /// href="decisions/0015-values-that-do-nothing.md">decision 15</see>); must cover all hosts of the policy's routes. Without it the
    /// cookies belong to the host. With it, identity cookies of visitors who chose to be anonymous are expired.
    /// </summary>
    [Key("cookieDomain", Unit = "domain", Example = "\"shop.example\"")]
    public string? CookieDomain
    {
        get;
        init => field = value is null ? null : DomainName.ToAscii(value) ?? value;
    }

    /// <summary>How a hit whose cookies cannot have arrived is treated: as <c>anonymous</c>, or <c>byCookie</c> like any other.</summary>
    [Key("invisibleCookies", Example = "\"byCookie\"")]
    public InvisibleCookiesMode InvisibleCookies { get; init; }

    /// <summary>
    /// The client address in <c>X-WT-IP</c>, with identified hits only: <c>full</c>, <c>truncated</c> (/24, /48) or <c>none</c>.
    /// </summary>
    [Key("clientAddress", Example = "\"truncated\"")]
    public ClientAddressMode ClientAddress { get; init; }

    /// <summary>
    /// <c>fpv</c> and <c>fpt</c> in anonymous hits. Default under <c>strict</c>: <c>drop</c>, because the pixel stores them without an
    /// expiry, so that they are a pseudonym.
    /// </summary>
    [Key("temporarySession", Example = "\"drop\"")]
    public TemporarySessionMode TemporarySession
    {
        get => _temporarySession ?? (Level == PolicyLevel.Strict ? TemporarySessionMode.Drop : TemporarySessionMode.Keep);
        init => _temporarySession = value;
    }

    /// <summary>Cookies that the track domain may set in an anonymous browser, with the value <c>1</c> or to delete them.</summary>
    [Key("allowedSetCookies", Unit = "cookies", Example = "[]")]
    public IReadOnlyList<string> AllowedSetCookies { get; init; } = ["webtrekkOptOut"];

    /// <summary>
    /// URLs that <c>/optout?redirect=</c> and the forms of the consent endpoints may lead to; one that ends in <c>/</c> covers all below
    /// it.
    /// </summary>
    [Key("optOutRedirects", Unit = "URLs", Example = "[\"https://www.shop.example/privacy/\"]", Pattern = "^https?://[^/]+/")]
    public IReadOnlyList<string> OptOutRedirects
    {
        get;
        init => field = [.. value.Select(static url => RedirectUrl.Normalize(url) ?? url)];
    } = [];

    /// <summary>
    /// The pixel's own files, forwarded without cookies and cached in memory (<see href="scripts.md"/>); one that ends in <c>/</c> covers
    /// all below it.
    /// </summary>
    [Key("staticPaths", Unit = "paths", Example = "[\"/js/\"]", Pattern = "^/.")]
    public IReadOnlyList<string> StaticPaths { get; init; } = [];

    /// <summary>Signals beside the anonymous cookie (<see href="consent.md"/>).</summary>
    [Key("signals", Section = typeof(SignalsConfig))]
    public SignalsConfig Signals { get; init; } = new();

    /// <summary>Origins of the site's own pages, which may change a visitor's cookies through the consent endpoints.</summary>
    [Key("allowedOrigins", Unit = "origins", Example = "[\"https://www.shop.example\"]", Pattern = "^https?://[^/]+$")]
    public IReadOnlyList<string> AllowedOrigins
    {
        get;
        init => field = [.. value.Select(static origin => WebOrigin.Normalize(origin) ?? origin)];
    } = [];

    /// <summary>Days that a consent set through the endpoints lasts at most, in opt-in polarity; 1 to 400.</summary>
    [Key("consentMaxAge", Least = 1, Most = BrowserDays, Unit = "days", Example = "180")]
    public int ConsentMaxAge { get; init; } = 395;

    /// <summary>
    /// In opt-out polarity: <c>optout.js</c> renews an opt-out of unlimited length with each visit. Needs <c>cookieDomain</c>.
    /// </summary>
    [Key("refreshOptOut", Example = "true")]
    public bool RefreshOptOut { get; init; }

    /// <summary>
    /// What happens to a hit that the track domain does not take at once (<see href="delivery.md"/>): <c>atLeastOnce</c> spools it and
    /// sends it again, <c>atMostOnce</c> does not spool it, <c>queued</c> always spools anonymous hits first.
    /// </summary>
    [Key("delivery", Example = "\"queued\"")]
    public DeliveryMode Delivery { get; init; }

    /// <summary>Whether identified hits may be spooled too, without their cookies, validators and client address.</summary>
    [Key("spoolIdentified", Example = "true")]
    public bool SpoolIdentified { get; init; }

    /// <summary>
    /// The response to a hit that was neither delivered nor spooled: with <c>unavailable</c> 503, so that the pixel keeps the
    /// hit; with <c>pixel</c> an image, and the hit is lost and counted.
    /// </summary>
    [Key("onUpstreamFailure", Example = "\"pixel\"")]
    public UpstreamFailureMode OnUpstreamFailure { get; init; }

    /// <summary>The size of a hit.</summary>
    [Key("limits", Section = typeof(LimitsConfig))]
    public LimitsConfig Limits { get; init; } = new();
}

/// <summary>How much is stripped from an anonymous hit.</summary>
internal enum PolicyLevel
{
    Standard,
    Strict,
}

/// <summary>How much of a referrer is forwarded with an anonymous hit, where that page is not the site's own.</summary>
internal enum ReferrerMode
{
    Full,
    Host,
    None,
}

/// <summary>How a hit is treated whose cookies cannot have arrived at the gateway.</summary>
internal enum InvisibleCookiesMode
{
    Anonymous,
    ByCookie,
}

/// <summary>How much of the client address is forwarded with an identified hit.</summary>
internal enum ClientAddressMode
{
    Full,

    /// <summary>The first 24 bits of an IPv4 address, the first 48 of an IPv6 address.</summary>
    Truncated,

    None,
}

/// <summary>Whether the site's temporary session id is forwarded with an anonymous hit.</summary>
internal enum TemporarySessionMode
{
    Keep,
    Drop,
}

/// <summary>The treatment of a hit that the track domain does not take at once.</summary>
internal enum DeliveryMode
{
    /// <summary>It is spooled and sent again until it is taken; it may arrive twice.</summary>
    AtLeastOnce,

    /// <summary>It is not spooled; the pixel may send it again.</summary>
    AtMostOnce,

    /// <summary>Anonymous hits are always spooled first and sent from there; the browser never waits for the track domain.</summary>
    Queued,
}

/// <summary>The response to the browser for a hit that was neither delivered nor spooled.</summary>
internal enum UpstreamFailureMode
{
    /// <summary>503 without a body: the pixel keeps the hit and sends it again.</summary>
    Unavailable,

    /// <summary>An image: the page sees no error, and the hit is lost and counted.</summary>
    Pixel,
}

/// <summary>The size of a hit.</summary>
internal sealed record LimitsConfig
{
    /// <summary>The SDKs' own limit: 24 MiB a batch. (Protocol §1.7.)</summary>
    public const int MaxBodyBytes = 25165824;

    /// <summary>Bytes of a body; 413 beyond. 25165824 on hosts for server SDKs.</summary>
    [Key("bodyBytes", Least = 1, Most = MaxBodyBytes, Unit = "bytes", Example = "25165824")]
    public int BodyBytes { get; init; } = 262144;

    /// <summary>
    /// Lines of a batch; 413 beyond. The default is the SDKs' own limit, for hosts with a large <c>bodyBytes</c>; within 262144 bytes real
    /// hits never reach it.
    /// </summary>
    [Key("batchLines", Least = 1, Most = 1_000_000, Unit = "lines", Example = "5000")]
    public int BatchLines { get; init; } = 10000;
}
