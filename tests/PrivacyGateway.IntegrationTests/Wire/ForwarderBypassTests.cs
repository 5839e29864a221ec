using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>YARP's own forwarder sends only exempt requests: its events tell when it begins.</summary>
public sealed class ForwarderBypassTests : IAsyncLifetime
{
    private const string Host = "track.shop.test";
    private const string Exempt = "exempt.shop.test";

    private static readonly RequestSpec[] OfPolicy =
    [
        RequestSpec.Hit(Host, "p=600,home", WireHosts.AnonymousCookie),
        RequestSpec.Hit(Host, "p=600,home", "Cookie: wtstp_eid=2260000000000000777"),
        RequestSpec.Hit(Host, "p=600,home") with { Method = "HEAD" },
        RequestSpec.Batch(Host, "wt?p=600,a\nwt?p=600,b\n"),
        RequestSpec.Post(Host, $"/{RequestSpec.TrackId}/wt", "p=600,form", "Content-Type: application/x-www-form-urlencoded"),
        RequestSpec.Get(Host, "/js/pixel.js"),
        RequestSpec.Get(Host, "/js/pixel.js", "Range: bytes=0-1"),
        RequestSpec.Get(Host, $"/{RequestSpec.TrackId}/optout"),
    ];

    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Request_under_a_policy_never_reaches_YARPs_forwarder()
    {
        var (host, port) = await HostInProcess.StartAsync($$"""
            {
              "ReverseProxy": {
                "Routes": {
                  "track": { "ClusterId": "track", "Match": { "Hosts": ["{{Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } },
                  "exempt": { "ClusterId": "track", "Match": { "Hosts": ["{{Exempt}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "none" } }
                },
                "Clusters": { "track": { "Destinations": { "primary": { "Address": "{{_trackDomain.Address}}" } } } }
              },
              "PrivacyGateway": {
                "Admin": { "Url": "http://127.0.0.1:0" },
                "Policies": { "default": { "userIdentification": { "enableAnonymousFunction": true }, "cookieDomain": "shop.test", "staticPaths": ["/js/"] } }
              }
            }
            """);
        await using (host)
        {
            using var forwarder = new ForwarderEvents(_trackDomain.Address);
            foreach (var spec in OfPolicy)
                Assert.Equal(200, (await RawClient.SendAsync(port, spec.Bytes())).Status);
            Assert.Equal(OfPolicy.Length, _trackDomain.Requests.Count);
            Assert.Equal(0, forwarder.Begun);

            Assert.Equal(200, (await RawClient.SendAsync(port, RequestSpec.Get(Exempt, "/anything").Bytes())).Status);
            Assert.Equal(1, forwarder.Begun);
        }
    }

    /// <summary>Counts the requests that YARP's forwarder begins to send to one address.</summary>
    private sealed class ForwarderEvents(string address) : EventListener
    {
        private readonly ConcurrentQueue<string> _destinations = [];

        public int Begun => _destinations.Count(destination => destination.StartsWith(address, StringComparison.Ordinal));

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Yarp.ReverseProxy")
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData is { EventName: "ForwarderStart", Payload: [string destination, ..] })
                _destinations?.Enqueue(destination);
        }
    }
}
