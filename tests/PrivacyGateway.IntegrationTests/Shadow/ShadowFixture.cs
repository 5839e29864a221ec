using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Shadow;

/// <summary>A gateway most of whose policies do not enforce.</summary>
public sealed class ShadowFixture : IAsyncLifetime
{
    /// <summary>Opt-out polarity, not enforced.</summary>
    public const string OptOut = "optout.shop.test";

    /// <summary>Opt-in polarity, not enforced.</summary>
    public const string OptIn = "optin.shop.test";

    /// <summary>Strict, not enforced.</summary>
    public const string Strict = "strict.shop.test";

    /// <summary>Opt-out polarity, enforced.</summary>
    public const string Enforced = "enforced.shop.test";

    /// <summary>Not enforced; its track domain does not respond.</summary>
    public const string Refusing = "refusing.shop.test";

    private const string User = "\"enableAnonymousFunction\": true, \"suppressParameter\": [\"cd\"]";
    private const string More = "\"cookieDomain\": \"shop.test\", \"staticPaths\": [\"/js/\"]";

    private readonly RecordingTrackDomain _trackDomain = new();

    public GatewayProcess Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.StartAsync(Config(_trackDomain.Address));

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        await _trackDomain.DisposeAsync();
    }

    internal static string Config(string trackDomain)
    {
        (string Host, string Cluster, string Policy)[] routes =
        [
            (OptOut, "track", $"\"userIdentification\": {{ {User} }}, {More}, \"enforce\": false"),
            (OptIn, "track", $"\"userIdentification\": {{ {User}, \"anonymousOptIn\": true }}, {More}, \"enforce\": false"),
            (Strict, "track", $"\"userIdentification\": {{ {User} }}, {More}, \"level\": \"strict\", \"enforce\": false"),
            (Enforced, "track", $"\"userIdentification\": {{ {User} }}, {More}"),
            (Refusing, "refusing", $"\"userIdentification\": {{ {User} }}, {More}, \"enforce\": false"),
        ];
        var routeLines = routes.Select(route =>
            $$$"""  "{{{route.Host}}}": { "ClusterId": "{{{route.Cluster}}}", "Match": { "Hosts": ["{{{route.Host}}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "{{{route.Host}}}" } }""");
        return $$"""
            {
              "ReverseProxy": {
                "Routes": { {{string.Join(",\n", routeLines)}} },
                "Clusters": {
                  "track": { "Destinations": { "primary": { "Address": "{{trackDomain}}" } } },
                  "refusing": { "Destinations": { "primary": { "Address": "http://127.0.0.1:1/" } } }
                }
              },
              "PrivacyGateway": { "Policies": { {{string.Join(",\n", routes.Select(route => $"\"{route.Host}\": {{ {route.Policy} }}"))}} } }
            }
            """;
    }

    internal async Task<Exchange> SendAsync(RequestSpec spec, Func<RecordedRequest, byte[]>? response = null)
    {
        _trackDomain.Clear();
        _trackDomain.Response = response ?? TrackDomainResponses.Pixel;
        var got = await RawClient.SendAsync(Gateway.Port, spec.Bytes());
        return new Exchange(got, _trackDomain.Requests);
    }
}
