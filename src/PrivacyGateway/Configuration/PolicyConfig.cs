namespace PrivacyGateway.Configuration;

/// <summary>One policy as the operator wrote it.</summary>
internal sealed record PolicyConfig
{
    public required UserIdentificationConfig UserIdentification { get; init; }

    /// <summary>Default <see cref="PolicyLevel.Standard"/>.</summary>
    public PolicyLevel Level { get; init; }

    /// <summary>Under <see cref="PolicyLevel.Strict"/>: parameters, and names in nested queries, that stay all the same. Default none.</summary>
    public IReadOnlyList<string> KeepParameter { get; init; } = [];

    /// <summary>In opt-in polarity the values of the anonymous cookie that are consent. Default <c>["1"]</c>. (Erratum 2.)</summary>
    public IReadOnlyList<string> ConsentValues { get; init; } = ["1"];

    /// <summary>Any of these cookies, not empty: no tracking at all. The first is the one that <c>/optout</c> sets. Default <c>["webtrekkOptOut"]</c>.</summary>
    public IReadOnlyList<string> OptOutCookies { get; init; } = ["webtrekkOptOut"];

    /// <summary>Registrable domain for cookies that the gateway sets; null keeps them to the host.</summary>
    public string? CookieDomain { get; init; }

    /// <summary>What a hit is whose cookies cannot have arrived. Default <see cref="InvisibleCookiesMode.Anonymous"/>.</summary>
    public InvisibleCookiesMode InvisibleCookies { get; init; }

    /// <summary>What of the visitor's address goes upstream with an identified hit. Default <see cref="ClientAddressMode.Full"/>.</summary>
    public ClientAddressMode ClientAddress { get; init; }

    /// <summary>Whether <c>fpv</c> and <c>fpt</c> stay in anonymous hits. Default <see cref="TemporarySessionMode.Keep"/>.</summary>
    public TemporarySessionMode TemporarySession { get; init; }

    /// <summary>Cookies that the track domain may set in an anonymous browser. Default <c>["webtrekkOptOut"]</c>.</summary>
    public IReadOnlyList<string> AllowedSetCookies { get; init; } = ["webtrekkOptOut"];

    /// <summary>Addresses that <c>/optout?redirect=</c> may lead to; one that ends in <c>/</c> covers what lies below. Default none.</summary>
    public IReadOnlyList<string> OptOutRedirects { get; init; } = [];

    /// <summary>The pixel's own files, forwarded without cookies; one that ends in <c>/</c> covers what lies below. Default none.</summary>
    public IReadOnlyList<string> StaticPaths { get; init; } = [];

    public LimitsConfig Limits { get; init; } = new();
}
