using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// How endpoints are mapped. Under Native AOT a generator replaces the mapping of every handler that is not a <c>RequestDelegate</c>, and
/// its <c>MapFallback</c> ignores pattern and order: every hit gets a 404.
/// </summary>
public sealed class MappedEndpointTests
{
    private const string Config = """
        {
          "ReverseProxy": {
            "Routes": { "track": { "ClusterId": "track-domain", "Match": { "Hosts": ["track.shop.example"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } } },
            "Clusters": { "track-domain": { "Destinations": { "primary": { "Address": "http://127.0.0.1:1/" } } } }
          },
          "PrivacyGateway": { "Policies": { "default": { "userIdentification": { "enableAnonymousFunction": true, "anonymousCookieName": "miCookieOptOut", "anonymousOptIn": false } } } }
        }
        """;

    [Fact]
    public async Task Every_endpoint_is_mapped_by_a_request_delegate()
    {
        var endpoints = await EndpointsAsync();

        // Routing adds the handler's method for any other delegate.
        Assert.All(endpoints, static endpoint => Assert.Null(endpoint.Metadata.GetMetadata<MethodInfo>()));
        foreach (var pattern in new[] { "/livez", "/healthz", "/readyz", "/metrics", "/{**path}" })
            Assert.Contains(endpoints, endpoint => endpoint.RoutePattern.RawText == pattern);
    }

    [Fact]
    public async Task Fallback_endpoint_matches_every_path_and_comes_last()
    {
        var fallback = Assert.Single(
            await EndpointsAsync(), static endpoint => endpoint.DisplayName?.StartsWith("Fallback", StringComparison.Ordinal) == true);

        Assert.Equal("{**path}", fallback.RoutePattern.RawText);
        Assert.Equal(int.MaxValue, fallback.Order);
    }

    private static async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync()
    {
        var (host, _) = await HostInProcess.StartAsync(Config);
        await using var running = host;
        return [.. host.Services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()];
    }
}
