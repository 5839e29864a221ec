using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>Plain HTTP is redirected to HTTPS on the gateway's own hosts only.</summary>
public sealed class HttpsRedirectTests(HttpsFixture fixture) : IClassFixture<HttpsFixture>
{
    public static TheoryData<string, string, string> Led => new()
    {
        { WireHosts.OptOut, $"/{RequestSpec.TrackId}/wt?p=600,home&eid=2135&x=%u00e4+%e4;a=b", $"https://{WireHosts.OptOut}" },
        { $"{WireHosts.OptOut}:8080", "/js/pixel.js", $"https://{WireHosts.OptOut}" },
        { "OptOut.Shop.Test", "/", "https://OptOut.Shop.Test" },
        { WireHosts.OptOut, "/.privacy/state", $"https://{WireHosts.OptOut}" },
        { WireHosts.OptOut, "/no/such/path", $"https://{WireHosts.OptOut}" },
    };

    [Theory]
    [MemberData(nameof(Led))]
    public async Task Known_host_is_redirected_to_HTTPS_with_its_target_unchanged(string host, string target, string origin)
    {
        fixture.TrackDomain.Clear();
        foreach (var spec in new[] { RequestSpec.Get(host, target), RequestSpec.Post(host, target, "x") })
        {
            var got = await RawClient.SendAsync(fixture.PlainPort, spec.Bytes());

            Assert.Equal((308, 0), (got.Status, got.Body.Length));
            Assert.Equal([origin + target], got.HeaderValues("Location"));
            Assert.Empty(got.HeaderValues("Strict-Transport-Security"));
        }

        Assert.Empty(fixture.TrackDomain.Requests);
        Assert.DoesNotContain("2135", fixture.Gateway.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown.test", "/", 421)]
    [InlineData("optout.shop.test.evil.test", "/", 421)]
    [InlineData(WireHosts.OptOut, "//evil.test/", 400)]
    [InlineData(WireHosts.OptOut, "/a/../b", 400)]
    public async Task Unknown_host_is_refused_and_not_redirected(string host, string target, int status)
    {
        var got = await RawClient.SendAsync(fixture.PlainPort, RequestSpec.Get(host, target).Bytes());

        Assert.Equal(status, got.Status);
        Assert.Empty(got.HeaderValues("Location"));
    }

    [Fact]
    public async Task HTTPS_requests_and_the_admin_listener_are_not_redirected()
    {
        Assert.Equal("HTTP/1.1 200 OK", (await fixture.SecurelyAsync(RequestSpec.Hit(WireHosts.Off, "p=600,home")))[0]);
        Assert.Equal(200, (await RawClient.SendAsync(fixture.Gateway.AdminPort, RequestSpec.Get("localhost", "/healthz").Bytes())).Status);
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
    public async Task Scheme_forwarded_by_a_known_proxy_decides_about_the_redirect(int status, params string[] headers)
    {
        var got = await RawClient.SendAsync(fixture.Balanced.Port, RequestSpec.Hit(WireHosts.Off, "p=600,home", headers).Bytes());

        Assert.Equal(status, got.Status);
        Assert.Equal(status == 200 ? ["max-age=172800"] : [], got.HeaderValues("Strict-Transport-Security"));
    }

    /// <summary>The platform stops at such an entry, before the scheme: the redirect would never end.</summary>
    [Theory]
    [InlineData(200, "https", "unknown")]
    [InlineData(200, "http, https", "203.0.113.7, _hidden")]
    [InlineData(200, "https", "")]
    [InlineData(308, "https, http", "unknown")]
    [InlineData(308, "rubbish!", "unknown")]
    public async Task Scheme_forwarded_by_a_known_proxy_counts_beside_an_unreadable_client_address(
        int status, string scheme, string address)
    {
        fixture.TrackDomain.Clear();
        var got = await RawClient.SendAsync(fixture.Balanced.Port,
            RequestSpec.Hit(WireHosts.Off, "p=600,home", $"X-Forwarded-Proto: {scheme}", $"X-Forwarded-For: {address}").Bytes());

        Assert.Equal(status, got.Status);
        Assert.Equal(status == 200 ? 1 : 0, fixture.TrackDomain.Requests.Count);
        Assert.All(fixture.TrackDomain.Requests, request => Assert.Equal(["127.0.0.1"], request.HeaderValues("X-WT-IP")));
    }

    [Fact]
    public async Task Scheme_forwarded_by_an_unknown_proxy_is_ignored()
    {
        var got = await RawClient.SendAsync(
            fixture.PlainPort, RequestSpec.Hit(WireHosts.Off, "p=600,home", "X-Forwarded-Proto: https").Bytes());

        Assert.Equal(308, got.Status);
    }
}
