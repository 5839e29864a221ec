using System.Text.Json.Nodes;

namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>The page's configuration of the pixel, as the vendor's snippet has it; JSON texts, so that they can be pasted.</summary>
public sealed record PixelPage(string TrackDomain)
{
    public const string CustomerNumber = "user5684798169";
    public const string EmailHash = "5f4dcc3b5aa765d61d8327deb882cf99";

    /// <summary>The specification's own block (3.1), with the key spelt right.</summary>
    public const string OptOut = """
        {
          "userIdentification": {
            "enableAnonymousFunction": true,
            "anonymousCookieName": "miCookieOptOut",
            "anonymousOptIn": false,
            "suppressParameter": ["cd", "uc5", "uc7"]
          }
        }
        """;

    /// <summary>Track id, or a list of them in brackets.</summary>
    public string TrackId { get; init; } = "\"111111111111111\"";

    /// <summary><c>1</c>: the ever id is the browser's; <c>3</c>: it is a cookie of the track domain.</summary>
    public string CookieMode { get; init; } = "1";

    public string Advanced { get; init; } = "{}";

    public string PageData { get; init; } = """{ "name": "shop.home", "parameter": { "1": "pp1" } }""";

    /// <summary>The captures' data layer: cd, uc700, uc5 and uc7 (protocol.md, 2.2).</summary>
    public string Customer { get; init; } = $$"""
        { "id": "{{CustomerNumber}}", "email": "{{EmailHash}}", "category": { "5": "User cat 5", "7": "User cat 7" } }
        """;

    /// <summary>Whether the page has the gateway's <c>optout.js</c> and the specification's two links.</summary>
    public bool WithOptOutScript { get; init; }

    /// <summary>
    /// Whether the page's content security policy forbids everything that it does not need; the two links have no handlers then.
    /// </summary>
    public bool StrictContentPolicy { get; init; }

    /// <summary>The shop's own port, or 0 for any.</summary>
    public int SitePort { get; init; }

    /// <summary>The same page with this merged over its <see cref="Advanced"/> block, one level deep.</summary>
    public PixelPage With(string advanced)
    {
        var merged = JsonNode.Parse(Advanced)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(advanced)!.AsObject())
        {
            merged[name] = value?.DeepClone();
        }

        return this with { Advanced = merged.ToJsonString() };
    }

    public JsonObject ToJson() => new()
    {
        ["init"] = new JsonObject
        {
            ["trackId"] = JsonNode.Parse(TrackId),
            ["trackDomain"] = TrackDomain,
            ["cookie"] = CookieMode,
        },
        ["advanced"] = JsonNode.Parse(Advanced),
        ["page"] = JsonNode.Parse(PageData),
        ["customer"] = JsonNode.Parse(Customer),
        ["optOutScript"] = WithOptOutScript,
        ["strict"] = StrictContentPolicy,
        ["port"] = SitePort,
    };
}
