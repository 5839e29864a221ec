using System.Text;
using PrivacyGateway.Hosting;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>A gateway in this process, with a clock that tests move, in front of a track domain that serves a script and counts.</summary>
internal sealed class CacheFixture : IAsyncDisposable
{
    public const string Host = "track.shop.test";

    public const string ExemptHost = "exempt.shop.test";

    public const string Script = "/js/pixel.js";

    private readonly GatewayHost _gateway;
    private readonly int _port;

    private CacheFixture(RecordingTrackDomain trackDomain, StandingClock clock, GatewayHost gateway, int port)
    {
        (TrackDomain, Clock, _gateway, _port) = (trackDomain, clock, gateway, port);
        Counters = new CacheCounters(gateway);
        RespondWith();
    }

    public RecordingTrackDomain TrackDomain { get; }

    public StandingClock Clock { get; }

    public CacheCounters Counters { get; }

    /// <summary>The number of requests to the track domain.</summary>
    public int UpstreamRequests => TrackDomain.Requests.Count;

    /// <param name="cache">Keys of <c>ScriptCache</c>.</param>
    /// <param name="timeout">Keys of the track domain.</param>
    /// <param name="trackDomain">The URL of another track domain, or null.</param>
    public static async Task<CacheFixture> StartAsync(
        string cache = "", string timeout = WireHosts.NoHurry + ", \"breakerMinimum\": 1000000, \"retries\": 0", string? trackDomain = null)
    {
        var (recording, clock) = (new RecordingTrackDomain(), new StandingClock());
        var (gateway, port) = await HostInProcess.StartAsync(Config(trackDomain ?? recording.Address, cache, timeout), clock);
        return new CacheFixture(recording, clock, gateway, port);
    }

    public static string Config(string trackDomain, string cache = "", string timeout = WireHosts.NoHurry, string level = "standard") =>
        $$"""
        {
          "ReverseProxy": {
            "Routes": {
              "track": { "ClusterId": "track", "Match": { "Hosts": ["{{Host}}", "*.other.test"] }, "Metadata": { "PrivacyPolicy": "default" } },
              "exempt": { "ClusterId": "track", "Match": { "Hosts": ["{{ExemptHost}}"] }, "Metadata": { "PrivacyPolicy": "none" } }
            },
            "Clusters": { "track": { "Destinations": { "primary": { "Address": "{{trackDomain}}" } } } }
          },
          "PrivacyGateway": {
            "Admin": { "Url": "http://127.0.0.1:0" },
            "ScriptCache": { {{cache}} },
            "TrackDomains": { "track": { {{timeout}} } },
            "Policies": { "default": { "level": "{{level}}", "staticPaths": ["/js/"], "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["cd"] } } }
          }
        }
        """;

    /// <summary>200 with these headers, in which <c>@60</c> is the date in a minute; the body is the script's first version.</summary>
    public void RespondWith(params string[] headers) => TrackDomain.Response = _ => Response(200, "one()", headers);

    public byte[] Response(int status, string body, params string[] headers) => TrackDomainResponses.Build(
        status, "Said", headers.Prepend("Content-Type: text/javascript").Select(Line), Encoding.Latin1.GetBytes(body));

    /// <summary>A 304, which has no body whatever its Content-Length.</summary>
    public byte[] Unchanged(params string[] headers) =>
        Encoding.Latin1.GetBytes(
            $"HTTP/1.1 304 Said\r\n{string.Concat(headers.Select(Line).Select(static line => $"{line.Key}: {line.Value}\r\n"))}\r\n");

    /// <summary>The track domain closes every connection without a response.</summary>
    public void GoDown() => TrackDomain.Response = static _ => [];

    public Task<RawResponse> GetAsync(params string[] headers) => SendAsync(RequestSpec.Get(Host, Script, headers));

    public Task<RawResponse> SendAsync(RequestSpec spec) => RawClient.SendAsync(_port, spec.Bytes());

    /// <summary>Sends, and disconnects at the signal without waiting for a response.</summary>
    public async Task SendAndDisconnectAsync(RequestSpec spec, Task signal)
    {
        using var client = new System.Net.Sockets.TcpClient { NoDelay = true };
        await client.ConnectAsync(System.Net.IPAddress.Loopback, _port);
        await client.GetStream().WriteAsync(spec.Bytes());
        await signal;
        client.Client.Close(0);
    }

    public async ValueTask DisposeAsync()
    {
        Counters.Dispose();
        await _gateway.DisposeAsync();
        await TrackDomain.DisposeAsync();
    }

    private KeyValuePair<string, string> Line(string line)
    {
        var (name, value) =
            (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        return new(name, value is ['@', .. var seconds] ? Clock.Date(
            int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)) : value);
    }
}
