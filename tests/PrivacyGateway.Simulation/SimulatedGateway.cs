using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Simulation;

/// <summary>
/// One life of a process: circuits, spool and replay of the gateway; only sockets, the disk's results and the clock are simulated.
/// </summary>
internal sealed class SimulatedGateway : IDisposable
{
    private const string Cluster = "track";

    private readonly CancellationTokenSource _stop = new();
    private readonly Journal _journal;
    private readonly GatewayMetrics _metrics;
    private readonly Meters _meters = new();
    private readonly SimulatedDestinations _destinations;
    private readonly SqliteHitSpool _spool;
    private readonly TrackDomain _trackDomain;
    private readonly SimulatedDisk _disk;
    private readonly VirtualTime _time;
    private readonly Dice _dice;
    private readonly Life _life;

    public SimulatedGateway(string directory, GatewayConfig config, IReadOnlyList<SimulatedUpstream> upstreams, VirtualTime time, Dice dice,
        Journal journal, Life life, DiskMode diskMode)
    {
        (_journal, _time, _dice, _life) = (journal, time, dice, life);
        _disk = new SimulatedDisk(time, dice, journal, life) { Mode = diskMode };
        _metrics = new GatewayMetrics(_meters);
        var snapshot = new CurrentPolicies(new PolicySnapshot(config));
        var trackDomains = new TrackDomains(snapshot, _metrics, time, NullLogger<TrackDomain>.Instance) { Jitter = dice.Fraction };
        _trackDomain = trackDomains.GetOrCreate(Cluster);
        _destinations = new SimulatedDestinations(_trackDomain, upstreams, time, life);
        _trackDomain.SetDestinations(_destinations);
        _spool = new SqliteHitSpool(directory, config.Spool, time, new JournalLogger<SqliteHitSpool>(journal), _disk.Runtime);
        _ = new Replayer(_spool, trackDomains, snapshot, _metrics, time, NullLogger<ClusterReplay>.Instance).RunAsync(_stop.Token);
        _ = ProbeAsync();
    }

    public SimulatedDisk Disk => _disk;

    public bool IsDrained => _spool.State is { Status: SpoolStatus.Open, Rows: 0 };

    public SpoolState Spool => _spool.State;

    /// <summary>As the gateway handles a hit: delivered, spooled, or refused.</summary>
    public async Task DeliverAsync(int number, bool isAnonymous)
    {
        var story = _journal.Of(number);
        story.IsAnonymous = isAnonymous;
        var hit = SimulatedHits.Numbered(number, isAnonymous);
        var status = await TryForwardAsync(hit) ? 200 : isAnonymous && await _spool.TrySpoolAsync(Cluster, hit, CancellationToken.None)
            ? 200 : 503;
        if (_life.IsOver)
            return;
        (story.Status, story.RespondedAt) = (status, _time.Now);
        _journal.Add(string.Create(CultureInfo.InvariantCulture, $"answered {number} {status}"));
    }

    /// <summary>SIGKILL: nothing that runs in it has an effect any more. Its files are not changed.</summary>
    public void Kill()
    {
        _life.IsOver = true;
        _stop.Cancel();
    }

    /// <summary>SIGTERM.</summary>
    public async Task StopAsync()
    {
        _stop.Cancel();
        await _spool.DisposeAsync();
        _life.IsOver = true;
    }

    /// <summary>The simulation is over: files and handles are released.</summary>
    public async Task CloseAsync()
    {
        _stop.Cancel();
        (_life.IsOver, _disk.Mode) = (false, DiskMode.Well);
        await _spool.DisposeAsync();
        _life.IsOver = true;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _meters.Dispose();
    }

    private async Task<bool> TryForwardAsync(Hits.RewrittenHit hit) =>
        (await _trackDomain.SendAsync(new OutgoingRequest(hit), CancellationToken.None)).Outcome == SendOutcome.Delivered;

    /// <summary>A destination whose break is over gets a probe that is not a hit.</summary>
    private async Task ProbeAsync()
    {
        while (!_life.IsOver)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), _time);
            foreach (var destination in _destinations.All.Where(static destination => destination.Health.TryBeginProbe()))
            {
                await Task.Delay(_dice.Between(0.001, 0.02), _time);
                destination.Health.EndProbe(_destinations.UpstreamOf(destination).Mode == UpstreamMode.Well);
            }
        }
    }

    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose() => _meters.ForEach(static meter => meter.Dispose());
    }

    private sealed class JournalLogger<T>(Journal journal) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => journal.Add($"log: {formatter(state, exception)}");
    }
}
