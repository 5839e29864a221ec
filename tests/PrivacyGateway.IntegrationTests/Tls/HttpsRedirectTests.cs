using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>Plain HTTP is led to HTTPS on the gateway's own hosts, and nowhere else.</summary>
public sealed class HttpsRedirectTests(HttpsStage stage) : IClassFixture<HttpsStage>
{
    public static TheoryData<string, string, string> Led => new()
    {
        { WireHosts.OptOut, $"/{Ask.TrackId}/wt?p=600,home&eid=2135&x=%u00e4+%e4;a=b", $"https://{WireHosts.OptOut}" },
        { $"{WireHosts.OptOut}:8080", "/js/pixel.js", $"https://{WireHosts.OptOut}" },
        { "OptOut.Shop.Test", "/", "https://OptOut.Shop.Test" },
        { WireHosts.OptOut, "/.privacy/state", $"https://{WireHosts.OptOut}" },
        { WireHosts.OptOut, "/no/such/path", $"https://{WireHosts.OptOut}" },
    };

    [Theory]
    [MemberData(nameof(Led))]
    public async Task A_host_of_ours_is_led_to_https_with_its_target_unchanged(string host, string target, string origin)
    {
        stage.TrackDomain.Clear();
        foreach (var ask in new[] { Ask.Get(host, target), Ask.Post(host, target, "x") })
        {
            var got = await RawClient.SendAsync(stage.PlainPort, ask.Bytes());

            Assert.Equal((308, 0), (got.Status, got.Body.Length));
            Assert.Equal([origin + target], got.HeaderValues("Location"));
            Assert.Empty(got.HeaderValues("Strict-Transport-Security"));
        }

        Assert.Empty(stage.TrackDomain.Requests);
        Assert.DoesNotContain("2135", stage.Gateway.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown.test", "/", 421)]
    [InlineData("optout.shop.test.evil.test", "/", 421)]
    [InlineData(WireHosts.OptOut, "//evil.test/", 400)]
    [InlineData(WireHosts.OptOut, "/a/../b", 400)]
    public async Task Others_are_refused_as_without_the_redirect(string host, string target, int status)
    {
        var got = await RawClient.SendAsync(stage.PlainPort, Ask.Get(host, target).Bytes());

        Assert.Equal(status, got.Status);
        Assert.Empty(got.HeaderValues("Location"));
    }

    [Fact]
    public async Task Https_itself_and_the_admin_listener_are_not_led_anywhere()
    {
        Assert.Equal("HTTP/1.1 200 OK", (await stage.SecurelyAsync(Ask.Hit(WireHosts.Off, "p=600,home")))[0]);
        Assert.Equal(200, (await RawClient.SendAsync(stage.Gateway.AdminPort, Ask.Get("localhost", "/healthz").Bytes())).Status);
    }

    [Theory]
    [InlineData(200, "X-Forwarded-Proto: https")]
    [InlineData(200, "X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.77")]
    [InlineData(200, "X-Forwarded-Proto: http, https", "X-Forwarded-For: 203.0.113.77")]
    [InlineData(308, "X-Forwarded-Proto: https, http", "X-Forwarded-For: 203.0.113.77")]
    [InlineData(308, "X-Forwarded-Proto: http")]
    [InlineData(308, "X-Forwarded-Proto: rubbish!")]
    [InlineData(308, "X-Forwarded-Host: off.shop.test")]
    [InlineData(308)]
    public async Task Behind_a_known_balancer_its_word_on_the_scheme_counts(int status, params string[] headers)
    {
        var got = await RawClient.SendAsync(stage.Balanced.Port, Ask.Hit(WireHosts.Off, "p=600,home", headers).Bytes());

        Assert.Equal(status, got.Status);
        Assert.Equal(status == 200 ? ["max-age=172800"] : [], got.HeaderValues("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_stranger_is_not_believed()
    {
        var got = await RawClient.SendAsync(stage.PlainPort, Ask.Hit(WireHosts.Off, "p=600,home", "X-Forwarded-Proto: https").Bytes());

        Assert.Equal(308, got.Status);
    }
}
