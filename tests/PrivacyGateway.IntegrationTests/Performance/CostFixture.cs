using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>One gateway, one connection to it, one from it, and one hit at a time.</summary>
internal sealed class CostFixture : IAsyncDisposable
{
    private const int WarmUpHits = 300;
    private const int HitsPerTurn = 10;
    private const int Turns = 120;
    private const int TracedHits = 50;
    private const int Traces = 3;

    private readonly DirectoryInfo _folder;
    private readonly CountingTrackDomain _trackDomain;
    private readonly GatewayProcess _gateway;
    private readonly GatewayThreads _threads;
    private readonly Socket _browser = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly MessageEnd _response = new();

    private CostFixture(CountingTrackDomain trackDomain, GatewayProcess gateway, DirectoryInfo folder)
    {
        (_trackDomain, _gateway, _folder) = (trackDomain, gateway, folder);
        _threads = new GatewayThreads(gateway.ProcessId);
        _trackDomain.BeforeResponse = _threads.AwaitSleep;
        _browser.Connect(IPAddress.Loopback, gateway.Port);
    }

    public static async Task<CostFixture> StartAsync()
    {
        var trackDomain = new CountingTrackDomain();
        var folder = Directory.CreateTempSubdirectory("privacy-gateway-cost-");
        var gateway = await GatewayProcess.StartAsync(
            $$"""
            {
              "ReverseProxy": {
                "Routes": { "track": { "ClusterId": "track", "Match": { "Hosts": ["{{SampleHits.Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } } },
                "Clusters": { "track": { "Destinations": { "primary": { "Address": "{{trackDomain.Address}}" } } } }
              },
              "PrivacyGateway": { "TrackDomains": { "track": { {{WireHosts.NoHurry}} } }, "Policies": { "default": { "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["cd", "uc5", "uc7"] } } } }
            }
            """,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(CostFixture).Assembly.Location,
                ["COST_PROBE"] = ProbeIn(folder),
                // Every method is compiled once, fully optimised, before its first call: nothing changes during the measurement.
                ["DOTNET_TieredCompilation"] = "0",
                ["DOTNET_ReadyToRun"] = "0",
                // Idle workers sleep at once: otherwise they look for work hundreds of times between two hits.
                ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
                // As many event loops and pools as in a container of one CPU, regardless of this machine.
                ["DOTNET_PROCESSOR_COUNT"] = "1",
            });
        return new CostFixture(trackDomain, gateway, folder);
    }

    /// <summary>The cost of this hit when it is sent repeatedly.</summary>
    /// <param name="hit">The request, byte for byte.</param>
    /// <param name="notCounted">Why system calls are missing in the result.</param>
    public Cost Measure(byte[] hit, out string notCounted)
    {
        Send(hit, WarmUpHits);
        var writes = _trackDomain.Writes;
        var bytes = Enumerable.Range(0, Turns).Min(_ => AllocatedBy(hit));
        writes = _trackDomain.Writes - writes;

        // The kernel occasionally splits a large write in two.
        var perHit = Math.Round(writes / (double)(HitsPerTurn * Turns), 1);
        return new Cost(Math.Round(bytes / (double)HitsPerTurn), perHit, CountCalls(hit, out notCounted));
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _gateway.DisposeAsync();
        _trackDomain.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string ProbeIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "probe");

    /// <summary>
    /// Timers allocate too, about once a second, and a pool occasionally lacks a buffer that another thread has.
    /// The cheapest of many short rounds met neither.
    /// </summary>
    private long AllocatedBy(byte[] hit)
    {
        var before = Allocated();
        Send(hit, HitsPerTurn);
        return Allocated() - before;
    }

    /// <summary>The lowest of some traces: on a machine that is very busy a timer may run as often as hits are sent.</summary>
    private double? CountCalls(byte[] hit, out string notCounted)
    {
        notCounted = "";
        double? lowest = null;
        for (var trace = 0; trace < Traces; trace++)
        {
            using var calls = SystemCalls.TryAttach(_gateway.ProcessId, _folder.FullName, out notCounted);
            if (calls is null)
                return null;
            Send(hit, TracedHits);
            lowest = Math.Min(lowest ?? double.MaxValue, calls.DetachPerHit(TracedHits));
        }

        return lowest;
    }

    private void Send(byte[] hit, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _threads.AwaitSleep();
            _browser.Send(hit);
            Assert.True(_response.Read(_browser), "The gateway closed the connection.");
            Assert.StartsWith("HTTP/1.1 200 ", _response.StartLine, StringComparison.Ordinal);
        }
    }

    private long Allocated()
    {
        _threads.AwaitSleep();
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        probe.Connect(new UnixDomainSocketEndPoint(ProbeIn(_folder)));
        Span<byte> digits = stackalloc byte[32];
        return long.Parse(digits[..probe.Receive(digits)], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
