using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>
/// Many concurrent visitors of several hosts: no hit is handled by another host's policy or carries another visitor's values.
/// </summary>
public sealed class TenantTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();
    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await GatewayProcess.StartAsync(WireHosts.Config(_trackDomain.Address, _trackDomain.Address));

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _trackDomain.DisposeAsync();
    }

    [Fact]
    public async Task Two_hundred_concurrent_visitors_of_several_hosts_do_not_mix()
    {
        // The track domain gives each visitor a cookie made from her page: a misdelivered response shows.
        _trackDomain.Response = request => TrackDomainResponses.Build(
            200, "OK", [new("Content-Type", "image/gif"), new("Set-Cookie", $"wteid_1={PageOf(request.Target)}")],
            TrackDomainResponses.Gif);

        var visitors = Enumerable.Range(0, 200).Select(VisitAsync).ToList();
        var responses = await Task.WhenAll(visitors);

        var seen = _trackDomain.Requests.ToDictionary(request => PageOf(request.Target));
        Assert.Equal(200, seen.Count);
        for (var i = 0; i < 200; i++)
        {
            var (page, id) = (Page(i), Id(i));
            if (IsAnonymous(i))
            {
                Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,{page}&nc=1", seen[page].Target);
                Assert.Empty(seen[page].HeaderValues("Cookie"));
                Assert.Empty(responses[i].HeaderValues("Set-Cookie"));
                Assert.Empty(WireJudge.Search(seen[page].Raw, [id]));
            }
            else
            {
                Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,{page}&eid={id}", seen[page].Target);
                Assert.Equal([$"wtstp_eid={id}"], seen[page].HeaderValues("Cookie"));
                Assert.Equal([$"wteid_1={page}"], responses[i].HeaderValues("Set-Cookie"));
            }
        }
    }

    private static bool IsAnonymous(int visitor) => visitor % 2 == 1;

    private static string Id(int visitor) => (2260000000000000000 + (visitor * 7919L)).ToString(CultureInfo.InvariantCulture);

    private static string Page(int visitor) => $"page{visitor:000}x";

    private static string PageOf(string target) => target.Split("p=600,")[1][..8];

    /// <summary>Odd visitors are on the host without consent, even ones where the function is off.</summary>
    private Task<RawResponse> VisitAsync(int visitor) => RawClient.SendAsync(
        _gateway.Port,
        RequestSpec.Hit(IsAnonymous(visitor) ? WireHosts.OptIn : WireHosts.Off, $"p=600,{Page(visitor)}&eid={Id(visitor)}",
            $"Cookie: wtstp_eid={Id(visitor)}").Bytes());
}
