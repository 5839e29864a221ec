namespace PrivacyGateway.Configuration;

/// <summary>One policy as the operator wrote it.</summary>
internal sealed record PolicyConfig
{
    /// <summary>Days that a browser keeps a cookie at most (RFC 6265bis, section 5.5).</summary>
    public const int BrowserDays = 400;

    public required UserIdentificationConfig UserIdentification { get; init; }

    /// <summary>
    /// False is shadow mode: what would be withheld is counted, and the hit is forwarded in the form of an identified one. What says <c>nc=1</c> or has an
    /// opt-out cookie is enforced all the same. Default true.
    /// </summary>
    public bool Enforce { get; init; } = true;

    /// <summary>Default <see cref="PolicyLevel.Standard"/>.</summary>
    public PolicyLevel Level { get; init; }

    /// <summary>Under <see cref="PolicyLevel.Strict"/>: parameters, and names in nested queries, that stay all the same. Default none.</summary>
    public IReadOnlyList<string> KeepParameter { get; init; } = [];

    /// <summary>In opt-in polarity the values of the anonymous cookie that are consent. Default <c>["1"]</c>. (Erratum 2.)</summary>
    public IReadOnlyList<string> ConsentValues { get; init; } = ["1"];

    /// <summary>Any of these cookies, not empty: no tracking at all. The first is the one that <c>/optout</c> sets. Default <c>["webtrekkOptOut"]</c>.</summary>
    public IReadOnlyList<string> OptOutCookies { get; init; } = ["webtrekkOptOut"];

    /// <summary>
    /// Registrable domain for cookies that the gateway sets; null keeps them to the host. With it, the identity cookies of a visitor
    /// who chose to be anonymous are expired.
    /// </summary>
    public string? CookieDomain { get; init; }

    /// <summary>What a hit is whose cookies cannot have arrived. Default <see cref="InvisibleCookiesMode.Anonymous"/>.</summary>
    public InvisibleCookiesMode InvisibleCookies { get; init; }

    /// <summary>What of the visitor's address goes upstream with an identified hit. Default <see cref="ClientAddressMode.Full"/>.</summary>
    public ClientAddressMode ClientAddress { get; init; }

    /// <summary>Whether <c>fpv</c> and <c>fpt</c> stay in anonymous hits. Default <see cref="TemporarySessionMode.Keep"/>.</summary>
    public TemporarySessionMode TemporarySession { get; init; }

    /// <summary>Cookies that the track domain may set in an anonymous browser. Default <c>["webtrekkOptOut"]</c>.</summary>
    public IReadOnlyList<string> AllowedSetCookies { get; init; } = ["webtrekkOptOut"];

    /// <summary>Addresses that <c>/optout?redirect=</c> and the forms of the consent endpoints may lead to; one that ends in <c>/</c> covers what lies below. Default none.</summary>
    public IReadOnlyList<string> OptOutRedirects { get; init; } = [];

    /// <summary>The pixel's own files, forwarded without cookies; one that ends in <c>/</c> covers what lies below. Default none.</summary>
    public IReadOnlyList<string> StaticPaths { get; init; } = [];

    /// <summary>Signals beside the anonymous cookie. Default none.</summary>
    public SignalsConfig Signals { get; init; } = new();

    /// <summary>
    /// Origins of the site's own pages, such as <c>https://www.shop.example</c>, which may change a visitor's cookies through the
    /// consent endpoints. Default none.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Days that a consent set through the endpoints lasts at most, in opt-in polarity. 1 to 400, default 395.</summary>
    public int ConsentMaxAge { get; init; } = 395;

    /// <summary>In opt-out polarity: whether <c>optout.js</c> has an opt-out of unlimited length renewed with each visit. Default false.</summary>
    public bool RefreshOptOut { get; init; }

    /// <summary>What becomes of a hit that the track domain does not take at once. Default <see cref="DeliveryMode.AtLeastOnce"/>; without a data directory nothing is kept.</summary>
    public DeliveryMode Delivery { get; init; }

    /// <summary>Whether identified hits may be kept too, without their cookies, validators and address. Default false.</summary>
    public bool SpoolIdentified { get; init; }

    /// <summary>What the browser gets for a hit that was neither delivered nor kept. Default <see cref="UpstreamFailureMode.Unavailable"/>.</summary>
    public UpstreamFailureMode OnUpstreamFailure { get; init; }

    public LimitsConfig Limits { get; init; } = new();
}
