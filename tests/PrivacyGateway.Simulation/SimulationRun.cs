using System.Globalization;

namespace PrivacyGateway.Simulation;

/// <summary>
/// Plays one schedule in virtual time, and judges it. Safety: a hit that got 200 has reached a destination, or is counted as lost; no hit
/// is sent again that this process knows to be accepted. Liveness: within a stated time after the last fault the spool is empty.
/// </summary>
internal sealed class SimulationRun : IDisposable
{
    /// <summary>
    /// After the last fault: the longest pause of the replay, a break, the wait of hits that failed among others, and the slow start.
    /// </summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(120);

    private static int _number;

    private readonly Schedule _schedule;
    private readonly VirtualTime _time = new();
    private readonly Journal _journal;
    private readonly List<SimulatedUpstream> _upstreams = [];
    private readonly List<SimulatedGateway> _lives = [];
    private readonly DirectoryInfo _folder = CreateFolder();
    private DiskMode _disk;
    private int _crashes;
    private bool _hasDiskErrors;

    private SimulationRun(ulong seed)
    {
        SynchronizationContext.SetSynchronizationContext(_time.Context);
        _schedule = new Schedule(seed);
        _journal = new Journal(_time);
        for (var number = 0; number < _schedule.Destinations; number++)
            _upstreams.Add(new SimulatedUpstream(_time, _schedule.Dice, _journal, $"d{number}"));
    }

    private SimulatedGateway Gateway => _lives[^1];

    /// <returns>The violation, with the journal before it; null without a violation. And a hash of the journal.</returns>
    public static (string? Finding, string Hash) Run(ulong seed)
    {
        var before = SynchronizationContext.Current;
        try
        {
            using var simulation = new SimulationRun(seed);
            var problems = simulation.Play();
            var lines = string.Join('\n', simulation._journal.Lines);
            var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(lines)));
            return (problems.Count == 0 ? null
                : $"Seed {seed.ToString(CultureInfo.InvariantCulture)}: {string.Join("; ", problems)}\n{lines}", hash);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public void Send(int hit, bool isAnonymous) => _ = Gateway.DeliverAsync(hit, isAnonymous);

    public void Set(int which, UpstreamMode mode)
    {
        _journal.Add($"upstream {which} {mode}");
        foreach (var upstream in which < _upstreams.Count ? [_upstreams[which]] : _upstreams)
            upstream.Mode = mode;
    }

    public void Set(DiskMode mode)
    {
        Gateway.Disk.Mode = _disk = mode;
        _hasDiskErrors |= mode is DiskMode.Full or DiskMode.Broken;
    }

    public void StepClock(TimeSpan by)
    {
        _journal.Add($"clock {by}");
        _time.Step(by);
    }

    public void Crash()
    {
        _journal.Add("crash");
        _crashes++;
        Gateway.Kill();
        Begin(copyOf: FolderOf(_lives.Count));
    }

    public void Restart()
    {
        _journal.Add("restart");
        var stopping = Gateway.StopAsync();
        _time.RunUntil(_time.Now + TimeSpan.FromSeconds(30), () => stopping.IsCompleted);
        Crash();
    }

    public void EndFaults()
    {
        foreach (var upstream in _upstreams)
            upstream.Mode = UpstreamMode.Well;
        Set(DiskMode.Well);
        _journal.Add("all is well");
    }

    public void Dispose()
    {
        _lives.ForEach(life =>
        {
            var closing = life.CloseAsync();
            _time.RunUntil(_time.Now + TimeSpan.FromMinutes(1), () => closing.IsCompleted);
            life.Dispose();
        });
        _folder.Delete(recursive: true);
    }

    private List<string> Play()
    {
        Begin(copyOf: null);
        foreach (var (at, act) in _schedule.Events)
            _time.CreateTimer(_ => act(this), null, at, Timeout.InfiniteTimeSpan);
        _time.RunUntil(
            _schedule.LastFault + DrainTimeout, () => Gateway.IsDrained && _time.Now > _schedule.LastFault + TimeSpan.FromSeconds(10));
        return Judge();
    }

    /// <summary>The next process, on a copy of the files as after a kill.</summary>
    private void Begin(string? copyOf)
    {
        var life = new Life(_lives.Count + 1);
        if (copyOf is not null)
            Copy(copyOf, FolderOf(life.Number));
        _lives.Add(new SimulatedGateway(FolderOf(life.Number), _schedule.Config, _upstreams, _time, _schedule.Dice, _journal, life, _disk));
    }

    private string FolderOf(int life) => Path.Combine(_folder.FullName, life.ToString(CultureInfo.InvariantCulture));

    private List<string> Judge()
    {
        var state = Gateway.Spool;
        var problems = new List<string>();
        if (!Gateway.IsDrained)
            problems.Add($"the spool is not empty {DrainTimeout.TotalSeconds} s after the last fault: {state.Status}, {state.Rows} rows");

        var missing = _journal.Hits.Where(static hit => hit.Value is { IsAccepted: true, IsDelivered: false })
            .Select(static hit => hit.Key).ToList();
        if (missing.Count > state.Lost + state.Expired)
            problems.Add($"accepted and nowhere: {string.Join(", ", missing)}; counted as lost: {state.Lost}, expired: {state.Expired}");

        // A process never resends a hit that a destination has confirmed to it. After a crash it may, for hits in flight.
        foreach (var (number, story) in _journal.Hits)
        {
            foreach (
                var life in story.ReportedInLife.Distinct().Where(life => story.ReportedInLife.Count(reported => reported == life) > 1))
                problems.Add($"hit {number} was delivered twice by process {life}");
        }

        // A hit that is committed after its 503 is deleted; only a crash or a failing disk can come between.
        if (_crashes == 0 && !_hasDiskErrors)
            problems.AddRange(_journal.Hits.Where(static hit => hit.Value.IsSentDespiteRefusal)
                .Select(static hit => $"hit {hit.Key} was refused and sent regardless"));

        var again = _journal.Hits.Values.Count(static story => story.ReportedInLife.Distinct().Count() > 1);
        if (again > _crashes * 8 * _schedule.Config.Spool.ReplayConnections)
            problems.Add($"{again} hits were delivered again after {_crashes} crashes");
        return problems;
    }

    /// <summary>In memory where there is such a file system: the disk's behaviour is simulated anyway.</summary>
    private static DirectoryInfo CreateFolder() => Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory(string.Create(
            CultureInfo.InvariantCulture, $"/dev/shm/simulation-{Environment.ProcessId}-{Interlocked.Increment(ref _number)}"))
        : Directory.CreateTempSubdirectory("simulation-");

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(target);
        }
    }
}
