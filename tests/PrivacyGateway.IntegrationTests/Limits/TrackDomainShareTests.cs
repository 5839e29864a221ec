using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Limits;

/// <summary>Two track domains: a slow one leaves room for the other.</summary>
public sealed class TrackDomainShareTests
{
    private const string Slow = "slow.shop.test";
    private const string Quick = "quick.shop.test";
    private const string SlowExempt = "exempt.shop.test";

    [Fact]
    public async Task Slow_track_domain_occupies_at_most_half_of_the_requests_and_the_other_one_gets_all_its_hits()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = new RecordingTrackDomain { HeldUntil = held.Task };
        await using var quick = new RecordingTrackDomain();
        await using var gateway = await StartAsync(slow, quick);
        var waiting = Enumerable.Range(0, 5).Select(number => SendAsync(gateway, number % 2 == 0 ? Slow : SlowExempt)).ToList();
        await slow.WaitForAsync(5);

        // The share of the slow one is used up: its requests get an immediate response, also on a route without a policy.
        Assert.Equal(503, (await SendAsync(gateway, Slow)).Status);
        Assert.Equal(503, (await SendAsync(gateway, SlowExempt)).Status);
        for (var i = 0; i < 50; i++)
            Assert.Equal(200, (await SendAsync(gateway, Quick)).Status);

        Assert.Equal(50, quick.Requests.Count);
        Assert.Equal(5, slow.Requests.Count);
        held.SetResult();
        Assert.All(await Task.WhenAll(waiting), static response => Assert.Equal(200, response.Status));
        await Eventually.HoldsAsync(async () => (await SendAsync(gateway, Slow)).Status == 200, () => gateway.Output);
    }

    private static Task<RawResponse> SendAsync(GatewayProcess gateway, string host) =>
        RawClient.SendAsync(gateway.Port, RequestSpec.Hit(host, "p=600,home").Bytes());

    private static Task<GatewayProcess> StartAsync(RecordingTrackDomain slow, RecordingTrackDomain quick) => GatewayProcess.StartAsync(
        $$"""
        {
          "ReverseProxy": {
            "Routes": {
              "slow": { "ClusterId": "slow", "Match": { "Hosts": ["{{Slow}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } },
              "exempt": { "ClusterId": "slow", "Match": { "Hosts": ["{{SlowExempt}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "none" } },
              "quick": { "ClusterId": "quick", "Match": { "Hosts": ["{{Quick}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } }
            },
            "Clusters": {
              "slow": { "Destinations": { "primary": { "Address": "{{slow.Address}}" } } },
              "quick": { "Destinations": { "primary": { "Address": "{{quick.Address}}" } } }
            }
          },
          "PrivacyGateway": {
            "Limits": { "concurrentRequests": 10 },
            "TrackDomains": { "slow": { "attemptMilliseconds": 60000, "totalMilliseconds": 120000 } },
            "Policies": { "default": { "userIdentification": { "enableAnonymousFunction": true } } }
          }
        }
        """);
}
