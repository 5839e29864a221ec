using System.Globalization;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// A track domain whose responses shift: HTTP/1.1 has no full cure for it among hits of one kind, but no anonymous browser reads what
/// belongs to an identified one. <c>SHIFTED_HITS</c> in the environment chooses how many hits of each kind are sent.
/// </summary>
public sealed class ShiftedResponseTests(ITestOutputHelper output)
{
    private const int DefaultHits = 600;
    private const int Visitors = 8;

    private static readonly int Hits =
        int.TryParse(Environment.GetEnvironmentVariable("SHIFTED_HITS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count : DefaultHits;

    [Fact]
    public async Task Anonymous_hit_never_reads_the_response_of_an_identified_one()
    {
        await using var upstream = new ShiftingUpstream();
        await using var gateway = await GatewayProcess.StartAsync(WireHosts.Config(upstream.Address, upstream.Address));

        var both = await Task.WhenAll(SendAsync(gateway.Port, "identified"), SendAsync(gateway.Port, "anonymous"));
        var (identified, anonymous) = (both[0], both[1]);
        var platform = await SendAsync(upstream.Port, "platform");

        output.WriteLine(
            $"anonymous hits: {anonymous}; identified hits: {identified}; the platform's client on the same upstream: {platform}");
        Assert.Equal(0, anonymous.OfOtherKind);
        Assert.Equal(0, identified.OfOtherKind);
        Assert.True(platform.Shifted > 0, "No response shifted: this upstream proves nothing.");
    }

    /// <summary>Several visitors at once, each hit with a unique token.</summary>
    private static async Task<ShiftedCount> SendAsync(int port, string kind)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = HangLimit.Time };
        var counts = await Task.WhenAll(Enumerable.Range(0, Visitors).Select(visitor => VisitAsync(client, port, kind, visitor)));
        return counts.Aggregate((sum, one) => sum + one);
    }

    private static async Task<ShiftedCount> VisitAsync(HttpClient client, int port, string kind, int visitor)
    {
        var count = new ShiftedCount();
        for (var i = visitor; i < Hits; i += Visitors)
        {
            var token = string.Create(CultureInfo.InvariantCulture, $"{kind}-{i}");
            using var request = new HttpRequestMessage(
                i % 10 == 9 ? HttpMethod.Head : HttpMethod.Get, $"http://127.0.0.1:{port}/{RequestSpec.TrackId}/wt?p=600,home&cp9={token}");
            request.Headers.Host = WireHosts.OptOut;
            if (kind == "anonymous")
                request.Headers.Add("Cookie", "miCookieOptOut=1");
            count += await ReadAsync(client, request, kind, token);
        }

        return count;
    }

    private static async Task<ShiftedCount> ReadAsync(HttpClient client, HttpRequestMessage request, string kind, string token)
    {
        try
        {
            using var response = await client.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            var cookies = response.Headers.TryGetValues("Set-Cookie", out var lines) ? string.Join(' ', lines) : "";
            var read = body + cookies;
            var isOther = read.Contains('-', StringComparison.Ordinal) && !read.Contains(kind, StringComparison.Ordinal);
            var isShifted = body.Length > 0 && response.IsSuccessStatusCode && body != token;
            return new ShiftedCount { Sent = 1, Shifted = isShifted ? 1 : 0, OfOtherKind = isOther ? 1 : 0 };
        }
        catch (HttpRequestException)
        {
            return new ShiftedCount { Sent = 1, Failed = 1 };
        }
    }
}
