using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>Many visitors of several hosts at once: nobody's hit is treated by another's policy or carries another's values.</summary>
public sealed class TenantTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();
    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartAsync(WireHosts.Config(_trackDomain.Address, _trackDomain.Address));

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _trackDomain.DisposeAsync();
    }

    [Fact]
    public async Task Two_hundred_visitors_at_once_do_not_mix()
    {
        // The track domain gives each visitor a cookie made from her page: an answer that goes astray shows.
        _trackDomain.Answer = request => TrackDomainAnswers.Build(
            200, "OK", [new("Content-Type", "image/gif"), new("Set-Cookie", $"wteid_1={PageOf(request.Target)}")], TrackDomainAnswers.Gif);

        var visitors = Enumerable.Range(0, 200).Select(VisitAsync).ToList();
        var answers = await Task.WhenAll(visitors);

        var seen = _trackDomain.Requests.ToDictionary(request => PageOf(request.Target));
        Assert.Equal(200, seen.Count);
        for (var i = 0; i < 200; i++)
        {
            var (page, id) = (Page(i), Id(i));
            if (IsAnonymous(i))
            {
                Assert.Equal($"/{Ask.TrackId}/wt?p=600,{page}&nc=1", seen[page].Target);
                Assert.Empty(seen[page].HeaderValues("Cookie"));
                Assert.Empty(answers[i].HeaderValues("Set-Cookie"));
                Assert.Empty(WireJudge.Search(seen[page].Raw, [id]));
            }
            else
            {
                Assert.Equal($"/{Ask.TrackId}/wt?p=600,{page}&eid={id}", seen[page].Target);
                Assert.Equal([$"wtstp_eid={id}"], seen[page].HeaderValues("Cookie"));
                Assert.Equal([$"wteid_1={page}"], answers[i].HeaderValues("Set-Cookie"));
            }
        }
    }

    private static bool IsAnonymous(int visitor) => visitor % 2 == 1;

    private static string Id(int visitor) => (2260000000000000000 + (visitor * 7919L)).ToString(CultureInfo.InvariantCulture);

    private static string Page(int visitor) => $"page{visitor:000}x";

    private static string PageOf(string target) => target.Split("p=600,")[1][..8];

    /// <summary>Odd visitors are on the host where nobody has consented, even ones where the function is off.</summary>
    private Task<RawAnswer> VisitAsync(int visitor) => RawClient.SendAsync(
        _gateway.Port,
        Ask.Hit(IsAnonymous(visitor) ? WireHosts.OptIn : WireHosts.Off, $"p=600,{Page(visitor)}&eid={Id(visitor)}", $"Cookie: wtstp_eid={Id(visitor)}").Bytes());
}
