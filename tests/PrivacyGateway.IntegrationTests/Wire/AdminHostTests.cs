using System.Net;
using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// The names under which the admin pages are served: a page on an attacker's domain that resolves to this machine must read none of them.
/// </summary>
public sealed class AdminHostTests(AdminHostTests.Fixture fixture) : IClassFixture<AdminHostTests.Fixture>
{
    private static readonly string[] Pages = ["/healthz", "/livez", "/readyz", "/metrics"];

    public static TheoryData<string> OurNames =>
    [
        "127.0.0.1", "127.0.0.1:8081", "10.244.3.17:8081", "[::1]:8081", "[fd00::17]", "localhost", "LOCALHOST:8081", "localhost.",
        "admin.localhost", "privacy-gateway", "privacy-gateway:8081",
        Dns.GetHostName(), Dns.GetHostName().ToUpperInvariant() + ":8081", Dns.GetHostName().Split('.')[0],
        "privacy-gateway-admin.shop.svc:8081", "privacy-gateway-0.privacy-gateway-admin.shop.svc.cluster.local:8081",
        "listed.shop.test", "listed.shop.test:8081", "Listed.Shop.Test.", "a.wild.test", "a.b.wild.test", "xn--mller-kva.test",
    ];

    public static TheoryData<string> OtherNames =>
    [
        "attacker.test", "attacker.test:8081", "localhost.attacker.test", "127.0.0.1.attacker.test", "attacker.xlocalhost",
        "attacker.cluster.local", "svc.cluster.local.attacker.test",
        Dns.GetHostName() + ".attacker.test", "not-listed.shop.test", "listed.shop.test.attacker.test", "wild.test", "attackerwild.test",
        "a.wild.test.attacker.test", "xn--a.test",
    ];

    [Theory]
    [MemberData(nameof(OurNames))]
    public async Task Admin_page_is_served_under_every_address_and_name_of_the_admin_listener(string host)
    {
        foreach (var page in Pages)
            Assert.Equal(200, (await fixture.SendAsync(RequestSpec.Get(host, page).Bytes())).Status);
    }

    [Theory]
    [MemberData(nameof(OtherNames))]
    public async Task Admin_page_is_not_served_under_another_name(string host)
    {
        foreach (var page in (string[])[.. Pages, "/", "/unknown"])
        {
            var response = await fixture.SendAsync(RequestSpec.Get(host, page).Bytes());
            var text = Encoding.Latin1.GetString(response.Body);

            Assert.Equal(421, response.Status);
            Assert.Contains("PrivacyGateway.Admin.Hosts", text, StringComparison.Ordinal);
            Assert.DoesNotContain(host, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Probe_without_a_host_is_served() =>
        Assert.Equal(200, (await fixture.SendAsync("GET /healthz HTTP/1.0\r\n\r\n"u8.ToArray())).Status);

    [Fact]
    public async Task Refused_admin_host_is_counted_and_logged_without_the_name()
    {
        await fixture.SendAsync(RequestSpec.Get("attacker.test", "/metrics").Bytes());

        var scrape = Encoding.UTF8.GetString((await fixture.SendAsync(RequestSpec.Get("localhost", "/metrics").Bytes())).Body);
        Assert.DoesNotContain("gateway_refused_total{reason=\"admin-host\"} 0\n", scrape, StringComparison.Ordinal);
        Assert.DoesNotContain("attacker", scrape, StringComparison.Ordinal);
        await fixture.Gateway.WaitForOutputAsync("list the name in PrivacyGateway.Admin.Hosts");
        Assert.DoesNotContain("attacker", fixture.Gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_of_the_admin_URL_is_an_accepted_name()
    {
        await using var gateway = await GatewayProcess.StartAsync(WireHosts.Config(
            "http://127.0.0.1:1/", "http://127.0.0.1:1/", gateway: "\"Admin\": { \"Url\": \"http://admin.shop.test:0\" },"));

        Assert.Equal(200, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("admin.shop.test", "/healthz").Bytes())).Status);
        Assert.Equal(421, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("listed.shop.test", "/healthz").Bytes())).Status);
    }

    /// <summary>One gateway for all of them.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal GatewayProcess Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.StartAsync(WireHosts.Config(
            "http://127.0.0.1:1/", "http://127.0.0.1:1/",
            gateway: "\"Admin\": { \"Url\": \"http://127.0.0.1:0\", \"Hosts\": [\"listed.shop.test\", \"*.wild.test\", \"müller.test\"] },"));

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();

        internal Task<RawResponse> SendAsync(byte[] request) => RawClient.SendAsync(Gateway.AdminPort, request);
    }
}
