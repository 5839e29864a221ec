using PrivacyGateway.Configuration;

namespace PrivacyGateway.Simulation;

/// <summary>The events of one run, and their times; all of it derived from the seed.</summary>
internal sealed class Schedule
{
    private static readonly UpstreamMode[] Faults = [UpstreamMode.Refusing, UpstreamMode.Unreachable, UpstreamMode.Slow,
        UpstreamMode.Dropping, UpstreamMode.Failing, UpstreamMode.Erratic];
    private static readonly DiskMode[] DiskFaults = [DiskMode.Slow, DiskMode.Hanging, DiskMode.Full, DiskMode.Broken];

    private readonly List<(TimeSpan At, Action<SimulationRun> Act)> _events = [];

    public Schedule(ulong seed)
    {
        Dice = new Dice(seed);
        Destinations = 1 + Dice.Below(3);
        LastFault = Dice.Between(3, 15);
        Config = Configure();
        AddHits();
        for (var i = Dice.Below(4); i > 0; i--)
            AddUpstreamFault();
        for (var i = Dice.Below(3); i > 0; i--)
            AddDiskFault();
        for (var i = Dice.Below(3); i > 0; i--)
            AddAt(Moment(), StepClock(Dice.Between(-90_000, 90_000)));
        for (var i = Dice.Below(3); i > 0; i--)
            AddAt(Moment(), Dice.IsLucky(0.7) ? static simulation => simulation.Crash() : static simulation => simulation.Restart());
        AddAt(LastFault, static simulation => simulation.EndFaults());
    }

    /// <summary>For choices that the schedule does not make.</summary>
    public Dice Dice { get; }

    public int Destinations { get; }

    public GatewayConfig Config { get; }

    /// <summary>From then on everything is healthy.</summary>
    public TimeSpan LastFault { get; }

    public IEnumerable<(TimeSpan At, Action<SimulationRun> Act)> Events => _events.OrderBy(static one => one.At);

    private GatewayConfig Configure() => new()
    {
        Policies = new Dictionary<string, PolicyConfig>(),
        Routes = [],
        Destinations = [],
        Spool = new SpoolConfig
        {
            ReplayConnections = 1 + Dice.Below(4),
            ReplayPerSecond = 50
            + Dice.Below(500),
            KeepMilliseconds = Dice.Pick([200, 1000, 2000]),
        },
        TrackDomains = new Dictionary<string, TrackDomainConfig>
        {
            ["track"] = new()
            {
                AttemptMilliseconds = Dice.Pick([500, 1000, 2000]),
                TotalMilliseconds = Dice.Pick([2000, 4500]),
                Retries = Dice.Below(3),
                BreakerMinimum = Dice.Pick([2, 5, 20]),
                BreakerSeconds = Dice.Pick([1, 5]),
            },
        },
    };

    private void AddHits()
    {
        var perSecond = 1 + Dice.Below(6);
        var number = 0;
        for (var at = Dice.Between(0.01, 0.5); at < LastFault + TimeSpan.FromSeconds(1); at += Dice.Between(0, 2.0 / perSecond))
        {
            var (hit, isAnonymous) = (number++, Dice.IsLucky(0.8));
            AddAt(at, simulation => simulation.Send(hit, isAnonymous));
        }
    }

    private void AddUpstreamFault()
    {
        var (from, mode, which) = (Moment(), Dice.Pick(Faults), Dice.Below(Destinations + 1));
        AddAt(from, simulation => simulation.Set(which, mode));
        AddAt(from + Dice.Between(0.2, 10), simulation => simulation.Set(which, UpstreamMode.Well));
    }

    private void AddDiskFault()
    {
        var (from, mode) = (Moment(), Dice.Pick(DiskFaults));
        AddAt(from, simulation => simulation.Set(mode));
        AddAt(from + Dice.Between(0.2, 6), static simulation => simulation.Set(DiskMode.Well));
    }

    private static Action<SimulationRun> StepClock(TimeSpan by) => simulation => simulation.StepClock(by);

    private TimeSpan Moment() => Dice.Between(0, LastFault.TotalSeconds);

    private void AddAt(TimeSpan at, Action<SimulationRun> act) => _events.Add((at, act));
}
