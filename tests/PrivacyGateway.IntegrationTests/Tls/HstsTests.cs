using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>Strict-Transport-Security stands once on every answer over TLS, whoever answers.</summary>
public sealed class HstsTests(HttpsStage stage) : IClassFixture<HttpsStage>
{
    [Fact]
    public async Task Every_answer_over_tls_carries_it_once()
    {
        stage.TrackDomain.Answer = _ => TrackDomainAnswers.Build(200, "OK", [new("Strict-Transport-Security", "max-age=1; preload"), new("Content-Type", "image/gif")], TrackDomainAnswers.Gif);
        foreach (var (ask, status) in new[]
        {
            (Ask.Hit(WireHosts.Off, "p=600,home"), 200),
            (Ask.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie), 200),
            (Ask.Hit(WireHosts.Strict, "p=600,home", WireHosts.AnonymousCookie), 200),
            (Ask.Hit(WireHosts.Refusing, "p=600,home"), 503),
            (Ask.Get(WireHosts.OptOut, "/.privacy/optout.js"), 200),
            (Ask.Get(WireHosts.OptOut, "/no/such/path"), 404),
            (Ask.Get("unknown.test", "/"), 421),
            (Ask.Get(WireHosts.OptOut, "//"), 400),
            (Ask.Get(WireHosts.OptOut, "/", "CDN-Loop: privacy-gateway"), 508),
        })
        {
            var head = await stage.SecurelyAsync(ask);
            Assert.StartsWith($"HTTP/1.1 {status} ", head[0], StringComparison.Ordinal);
            Assert.Equal(
                [$"{ask.Host}{ask.Target} Strict-Transport-Security: max-age=172800"],
                head.Where(line => line.StartsWith("Strict-Transport-Security", StringComparison.OrdinalIgnoreCase)).Select(line => $"{ask.Host}{ask.Target} {line}"));
        }
    }
}
