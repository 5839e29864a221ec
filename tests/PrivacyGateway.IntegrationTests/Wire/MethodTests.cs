using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The methods of the design, path by path.</summary>
[Collection(WireCollection.Name)]
public sealed class MethodTests(WireFixture fixture)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "QUERY", "get", "X"];

    [Theory]
    [InlineData("wt", "GET, HEAD, POST")]
    [InlineData("wtl58knvm", "GET, HEAD, POST")]
    [InlineData("wt.pl", "GET, HEAD, POST")]
    [InlineData("hm", "GET, HEAD, POST")]
    [InlineData("batch", "POST")]
    [InlineData("optout", "GET, HEAD")]
    [InlineData("optout.php", "GET, HEAD")]
    [InlineData("cc", "GET, HEAD")]
    [InlineData("cdb", "GET, HEAD")]
    public async Task Path_accepts_its_methods_and_lists_them_in_Allow(string resource, string allowed)
    {
        foreach (var method in Methods)
        {
            var spec = new RequestSpec(WireHosts.Off, $"/{RequestSpec.TrackId}/{resource}")
            {
                Method = method,
                Body = method == "POST" ? "p=600,a" : null,
            };
            var exchange = await fixture.SendAsync(spec);

            if (allowed.Split(", ").Contains(method, StringComparer.Ordinal))
            {
                Assert.Equal(200, exchange.Response.Status);
                Assert.Equal(method, exchange.Forwarded.Method);
            }
            else
            {
                exchange.IsBare(405);
                Assert.Equal([allowed], exchange.Response.HeaderValues("Allow"));
                exchange.NothingForwarded();
            }
        }
    }

    [Theory]
    [InlineData("wt")]
    [InlineData("batch")]
    [InlineData("optout")]
    [InlineData("cc")]
    public async Task OPTIONS_is_served_without_CORS_and_not_forwarded(string resource)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Get(
            WireHosts.OptOut,
            $"/{RequestSpec.TrackId}/{resource}",
            "Origin: https://www.shop.test",
            "Access-Control-Request-Method: POST") with
        {
            Method = "OPTIONS",
        });

        Assert.Equal(204, exchange.Response.Status);
        Assert.Equal(["Cache-Control: no-store"], exchange.ResponseHeaders);
        exchange.NothingForwarded();
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    public async Task TRACE_and_CONNECT_are_refused(string method)
    {
        var exchange = await fixture.SendAsync(new RequestSpec(WireHosts.Off, $"/{RequestSpec.TrackId}/wt") { Method = method });

        Assert.InRange(exchange.Response.Status, 400, 499);
        exchange.NothingForwarded();
    }

    [Theory]
    [InlineData(WireHosts.Off)]
    [InlineData(WireHosts.OptIn)]
    [InlineData(WireHosts.Strict)]
    public async Task HEAD_is_a_hit_and_its_response_has_no_body(string host)
    {
        var exchange = await fixture.SendAsync(
            new RequestSpec(host, $"/{RequestSpec.TrackId}/wt?p=600,a") { Method = "HEAD" },
            _ => TrackDomainResponses.Build(200, "OK", [new("Content-Type", "image/gif")], []));

        Assert.Equal("HEAD", exchange.Forwarded.Method);
        Assert.Equal(200, exchange.Response.Status);
        Assert.EndsWith("\r\n\r\n", System.Text.Encoding.Latin1.GetString(exchange.Response.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HTTP_1_0_hit_is_served()
    {
        var exchange = await fixture.SendAsync(System.Text.Encoding.Latin1.GetBytes(
            $"GET /{RequestSpec.TrackId}/wt?p=600,a&eid=2260000000000000777 HTTP/1.0\r\nHost: "
                + $"{WireHosts.OptOut}\r\n{WireHosts.AnonymousCookie}\r\n\r\n"));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,a&nc=1", exchange.Forwarded.Target);
        Assert.Equal(200, exchange.Response.Status);
    }
}
