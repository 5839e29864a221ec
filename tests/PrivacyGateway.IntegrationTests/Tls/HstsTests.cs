using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>Every response over TLS has one Strict-Transport-Security header, whichever component writes the response.</summary>
public sealed class HstsTests(HttpsFixture fixture) : IClassFixture<HttpsFixture>
{
    [Fact]
    public async Task Every_response_over_TLS_has_one_Strict_Transport_Security_header()
    {
        fixture.TrackDomain.Response = _ => TrackDomainResponses.Build(200, "OK",
            [new("Strict-Transport-Security", "max-age=1; preload"), new("Content-Type", "image/gif")], TrackDomainResponses.Gif);
        foreach (var (spec, status) in new[]
        {
            (RequestSpec.Hit(WireHosts.Off, "p=600,home"), 200),
            (RequestSpec.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie), 200),
            (RequestSpec.Hit(WireHosts.Strict, "p=600,home", WireHosts.AnonymousCookie), 200),
            (RequestSpec.Hit(WireHosts.Refusing, "p=600,home"), 503),
            (RequestSpec.Get(WireHosts.OptOut, "/.privacy/optout.js"), 200),
            (RequestSpec.Get(WireHosts.OptOut, "/no/such/path"), 404),
            (RequestSpec.Get("unknown.test", "/"), 421),
            (RequestSpec.Get(WireHosts.OptOut, "//"), 400),
            (RequestSpec.Get(WireHosts.OptOut, "/", "CDN-Loop: privacy-gateway"), 508),
        })
        {
            var head = await fixture.SecurelyAsync(spec);
            Assert.StartsWith($"HTTP/1.1 {status} ", head[0], StringComparison.Ordinal);
            Assert.Equal(
                [$"{spec.Host}{spec.Target} Strict-Transport-Security: max-age=172800"],
                head.Where(line => line.StartsWith("Strict-Transport-Security", StringComparison.OrdinalIgnoreCase))
                    .Select(line => $"{spec.Host}{spec.Target} {line}"));
        }
    }
}
