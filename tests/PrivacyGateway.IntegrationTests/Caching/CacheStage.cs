using System.Text;
using PrivacyGateway.Hosting;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>A gateway in this process, with a clock that tests move, before a track domain that serves a script and counts.</summary>
internal sealed class CacheStage : IAsyncDisposable
{
    public const string Host = "track.shop.test";

    public const string ExemptHost = "exempt.shop.test";

    public const string Script = "/js/pixel.js";

    private readonly GatewayHost _gateway;
    private readonly int _port;

    private CacheStage(RecordingTrackDomain trackDomain, StandingClock clock, GatewayHost gateway, int port)
    {
        (TrackDomain, Clock, _gateway, _port) = (trackDomain, clock, gateway, port);
        Counters = new CacheCounters(gateway);
        Says();
    }

    public RecordingTrackDomain TrackDomain { get; }

    public StandingClock Clock { get; }

    public CacheCounters Counters { get; }

    /// <summary>How often the track domain was asked.</summary>
    public int Asked => TrackDomain.Requests.Count;

    /// <param name="cache">Keys of <c>ScriptCache</c>.</param>
    /// <param name="patience">Keys of the track domain.</param>
    /// <param name="trackDomain">Another one's address, or null.</param>
    public static async Task<CacheStage> StartAsync(string cache = "", string patience = WireHosts.NoHurry + ", \"breakerMinimum\": 1000000, \"retries\": 0", string? trackDomain = null)
    {
        var (recording, clock) = (new RecordingTrackDomain(), new StandingClock());
        var (gateway, port) = await HostInProcess.StartAsync(Config(trackDomain ?? recording.Address, cache, patience), clock);
        return new CacheStage(recording, clock, gateway, port);
    }

    public static string Config(string trackDomain, string cache = "", string patience = WireHosts.NoHurry, string level = "standard") =>
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
            "TrackDomains": { "track": { {{patience}} } },
            "Policies": { "default": { "level": "{{level}}", "staticPaths": ["/js/"], "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["cd"] } } }
          }
        }
        """;

    /// <summary>200 with these header lines, in which <c>@60</c> is the date in a minute; the body is the script's first version.</summary>
    public void Says(params string[] headers) => TrackDomain.Answer = _ => Answer(200, "one()", headers);

    public byte[] Answer(int status, string body, params string[] headers) => TrackDomainAnswers.Build(
        status, "Said", headers.Prepend("Content-Type: text/javascript").Select(Line), Encoding.Latin1.GetBytes(body));

    /// <summary>A 304, which has no body whatever its length says.</summary>
    public byte[] Unchanged(params string[] headers) =>
        Encoding.Latin1.GetBytes($"HTTP/1.1 304 Said\r\n{string.Concat(headers.Select(Line).Select(static line => $"{line.Key}: {line.Value}\r\n"))}\r\n");

    /// <summary>It closes every connection without a word.</summary>
    public void GoDown() => TrackDomain.Answer = static _ => [];

    public Task<RawAnswer> GetAsync(params string[] headers) => SendAsync(Ask.Get(Host, Script, headers));

    public Task<RawAnswer> SendAsync(Ask ask) => RawClient.SendAsync(_port, ask.Bytes());

    /// <summary>Sends, and leaves at the signal without waiting for an answer.</summary>
    public async Task LeaveAsync(Ask ask, Task signal)
    {
        using var client = new System.Net.Sockets.TcpClient { NoDelay = true };
        await client.ConnectAsync(System.Net.IPAddress.Loopback, _port);
        await client.GetStream().WriteAsync(ask.Bytes());
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
        var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        return new(name, value is ['@', .. var seconds] ? Clock.Date(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)) : value);
    }
}
