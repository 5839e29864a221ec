using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>Queued delivery: the browser never waits for the track domain.</summary>
public sealed class QueuedDeliveryTests : IAsyncDisposable
{
    private const string Queued = "\"delivery\": \"queued\",";

    private readonly DeliveryStage _stage = new();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Anonymous_hits_are_answered_while_the_track_domain_holds_them()
    {
        await using var gateway = await _stage.StartAsync(Queued);
        var release = new TaskCompletionSource();
        _stage.TrackDomain.HeldUntil = release.Task;

        var answer = await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"));

        Assert.Equal(200, answer.Status);
        release.SetResult();
        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1", (await _stage.TrackDomain.WaitForAsync(1))[0].Target);
    }

    [Fact]
    public async Task Identified_hits_stay_inline()
    {
        await using var gateway = await _stage.StartAsync(Queued);
        _stage.TrackDomain.Answer = static _ => TrackDomainAnswers.Build(200, "OK", [new("Content-Type", "image/gif"), new("Set-Cookie", "wteid_111111111111111=1")], TrackDomainAnswers.Gif);

        var answer = await DeliveryStage.SendAsync(gateway, DeliveryStage.Identified("p=600,home"));

        Assert.Single(answer.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task One_connection_wide_they_arrive_in_the_order_in_which_they_were_accepted()
    {
        const int Hits = 40;
        await using var gateway = await _stage.StartAsync(Queued, spool: "\"replayConnections\": 1");
        for (var i = 0; i < Hits; i++)
            Assert.Equal(200, (await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous($"p=600,home&cp1={i}"))).Status);

        var arrived = await _stage.TrackDomain.WaitForAsync(Hits);

        Assert.Equal(
            Enumerable.Range(0, Hits),
            arrived.Select(hit => int.Parse(hit.Target[(hit.Target.LastIndexOf('=') + 1)..], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Where_one_of_several_destinations_takes_nothing_the_next_is_asked()
    {
        await using var dead = new RecordingTrackDomain { Answer = static _ => [] };
        await using var gateway = await GatewayProcess.StartAsync($$"""
            {
              "ReverseProxy": {
                "Routes": { "track": { "ClusterId": "track", "Match": { "Hosts": ["{{DeliveryStage.Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } } },
                "Clusters": { "track": { "Destinations": { "a": { "Address": "{{dead.Address}}" }, "b": { "Address": "{{_stage.TrackDomain.Address}}" } } } }
              },
              "PrivacyGateway": {
                "DataDirectory": "{{_stage.DataDirectory}}",
                "Policies": { "default": { {{Queued}} "userIdentification": { "enableAnonymousFunction": true } } }
              }
            }
            """);

        await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"));

        await _stage.TrackDomain.WaitForAsync(1);
    }
}
