using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>Queued delivery: the browser never waits for the track domain.</summary>
public sealed class QueuedDeliveryTests : IAsyncDisposable
{
    private const string Queued = "\"delivery\": \"queued\",";

    private readonly DeliveryFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Queued_delivery_responds_to_anonymous_hits_before_the_track_domain_does()
    {
        await using var gateway = await _fixture.StartAsync(Queued);
        var release = new TaskCompletionSource();
        _fixture.TrackDomain.HeldUntil = release.Task;

        var response = await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home"));

        Assert.Equal(200, response.Status);
        release.SetResult();
        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1", (await _fixture.TrackDomain.WaitForAsync(1))[0].Target);
    }

    [Fact]
    public async Task Identified_hits_are_delivered_inline()
    {
        await using var gateway = await _fixture.StartAsync(Queued);
        _fixture.TrackDomain.Response = static _ => TrackDomainResponses.Build(
            200, "OK", [new("Content-Type", "image/gif"), new("Set-Cookie", "wteid_111111111111111=1")], TrackDomainResponses.Gif);

        var response = await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Identified("p=600,home"));

        Assert.Single(response.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task Queued_hits_arrive_in_order_over_one_connection()
    {
        const int Hits = 40;
        await using var gateway = await _fixture.StartAsync(Queued, spool: "\"replayConnections\": 1");
        for (var i = 0; i < Hits; i++)
            Assert.Equal(200, (await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous($"p=600,home&cp1={i}"))).Status);

        var arrived = await _fixture.TrackDomain.WaitForAsync(Hits);

        Assert.Equal(
            Enumerable.Range(0, Hits),
            arrived.Select(hit => int.Parse(hit.Target[(hit.Target.LastIndexOf('=') + 1)..], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Queued_hits_go_to_the_next_destination_when_one_accepts_nothing()
    {
        await using var dead = new RecordingTrackDomain { Response = static _ => [] };
        await using var gateway = await GatewayProcess.StartAsync($$"""
            {
              "ReverseProxy": {
                "Routes": { "track": { "ClusterId": "track", "Match": { "Hosts": ["{{DeliveryFixture.Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } } },
                "Clusters": { "track": { "Destinations": { "a": { "Address": "{{dead.Address}}" }, "b": { "Address": "{{_fixture.TrackDomain.Address}}" } } } }
              },
              "PrivacyGateway": {
                "DataDirectory": "{{_fixture.DataDirectory}}",
                "Policies": { "default": { {{Queued}} "userIdentification": { "enableAnonymousFunction": true } } }
              }
            }
            """);

        await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home"));

        await _fixture.TrackDomain.WaitForAsync(1);
    }
}
