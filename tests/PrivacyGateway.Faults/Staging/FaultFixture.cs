using System.Net;
using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Faults.Counting;
using PrivacyGateway.Faults.Surroundings;
using PrivacyGateway.Faults.Upstream;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Faults.Staging;

/// <summary>The parts of a row: browsers, a gateway process, a track domain (two if it has a host name), a data directory.</summary>
internal sealed class FaultFixture : IAsyncDisposable
{
    public static readonly IPAddress First = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.3");

    /// <summary>How long a row keeps sending to see whether the expected event has happened.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    /// <summary>Above all ids of a row's other hits.</summary>
    private const int FirstRecoveryId = 2_000_000_000;

    private readonly HitMix _mix = new();
    private readonly Browsers _browsers;
    private readonly Browsers _neighbours;
    private int _neighbourHits;
    private int _recoveryId = FirstRecoveryId;

    private FaultFixture(
        string folder, Form form, GatewaySetup setup, Around around, OwnHosts? hosts, SmallDisk? disk, CancellationToken cancellation)
    {
        (Folder, Form, Around, Hosts, Disk, Cancellation) = (folder, form, around, hosts, disk, cancellation);
        OtherTally = setup.HasNeighbour ? new Tally() : Tally;
        var port = UpstreamPort.Next();
        Upstream = new ScriptedTrackDomain(new IPEndPoint(First, port), Tally);
        Other = new ScriptedTrackDomain(new IPEndPoint(Second, port), OtherTally);
        Data = Path.Combine(disk?.Path ?? folder, "data");
        hosts?.PointTo(First.ToString());
        var name = around is SilentResolver ? SilentResolver.Name : hosts is not null ? OwnHosts.Name : First.ToString();
        Gateway = new GatewayUnderTest(GatewayConfiguration.Create($"http://{name}:{port}/", Data, $"http://{Second}:{port}/", setup),
            hosts?.Launcher ?? around.Launcher);
        Livez = new LivezProbe(() => Gateway.AdminPort);
        _browsers = new Browsers(() => Gateway.Port, Tally);
        _neighbours = new Browsers(() => Gateway.Port, OtherTally);
    }

    public string Folder { get; }

    public Form Form { get; }

    public string Data { get; }

    public Tally Tally { get; } = new();

    /// <summary>Of the other track domain, where it is a separate one.</summary>
    public Tally OtherTally { get; }

    public Around Around { get; }

    public LivezProbe Livez { get; }

    /// <summary>In seconds; null where the fault lasts as long as the row.</summary>
    public double? Recovery { get; private set; }

    public ScriptedTrackDomain Upstream { get; }

    /// <summary>The later address of the name; down until it is brought up.</summary>
    public ScriptedTrackDomain Other { get; }

    public GatewayUnderTest Gateway { get; }

    public OwnHosts? Hosts { get; }

    public SmallDisk? Disk { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Hits that the row itself has destroyed; the gateway must count them as lost. Null if it destroys none.</summary>
    public IReadOnlyList<int>? Destroyed { get; set; }

    /// <summary>A row's findings besides the counts; null without findings.</summary>
    public string? Objection { get; set; }

    public static async Task<FaultFixture> OpenAsync(
        Form form, GatewaySetup setup, Around around, OwnHosts? hosts, SmallDisk? disk, CancellationToken cancellation)
    {
        var fixture = new FaultFixture(
            Directory.CreateTempSubdirectory("faults-").FullName, form, setup, around, hosts, disk, cancellation);
        fixture.Upstream.Up();
        await fixture.Gateway.StartAsync();
        fixture.Livez.Start();
        return fixture;
    }

    public void PointToOther() => Hosts!.PointTo(Second.ToString());

    public Task SendAsync(TimeSpan duration, int? rate = null) =>
        _browsers.SendAsync(_mix.Next, rate ?? Form.RowRate, duration, Cancellation);

    public Task SendAsync(Func<int, BrowserHit> hit, TimeSpan duration, int rate)
    {
        var id = 0;
        return _browsers.SendAsync(() => hit(id++), rate, duration, Cancellation);
    }

    /// <summary>Identified hits to the other track domain, which is another cluster.</summary>
    public Task SendToNeighbourAsync(TimeSpan duration, int rate) =>
        _neighbours.SendAsync(() => BrowserHit.Identified(_neighbourHits++, GatewayHosts.Neighbour), rate, duration, Cancellation);

    /// <summary>The fault is over: sends identified hits, which only the track domain can accept, until one is accepted.</summary>
    public async Task RecoverAsync()
    {
        var since = TimeProvider.System.GetTimestamp();
        do
        {
            _recoveryId++;
            await _browsers.SendAsync(() => BrowserHit.Identified(_recoveryId), 1, TimeSpan.FromMilliseconds(20), Cancellation);
        }
        while (!Tally.IsAccepted(_recoveryId) && !IsTooLong(since));
        Recovery = TimeProvider.System.GetElapsedTime(since).TotalSeconds;
        if (!Tally.IsAccepted(_recoveryId))
            Objection = "it did not recover";
    }

    public Task WaitAsync(TimeSpan duration) => Task.Delay(duration, Cancellation);

    /// <summary>Sends for this long, and on until the condition holds. An objection if it does not.</summary>
    public async Task SendUntilAsync(TimeSpan duration, Func<bool> isSo, string otherwise)
    {
        var since = TimeProvider.System.GetTimestamp();
        await SendAsync(duration);
        while (!isSo() && !IsTooLong(since))
            await SendAsync(Moment);
        if (!isSo())
            Objection = otherwise;
    }

    /// <summary>Waits until the spool is being emptied: this many more of its hits have arrived. An objection if they do not.</summary>
    public Task ReplayedAsync(int hits)
    {
        var enough = Tally.Replayed + hits;
        return UntilAsync(() => Tally.Replayed >= enough, "no hit was delivered from the spool");
    }

    /// <summary>Waits until this many accepted hits have not been delivered. An objection if there are never as many.</summary>
    public Task WaitUntilSpooledAsync(int hits) => UntilAsync(() => Tally.AcceptedNotDelivered.Count >= hits, "nothing was spooled");

    public async Task UntilAsync(Func<bool> isSo, string otherwise)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!isSo() && !IsTooLong(since))
            await WaitAsync(TimeSpan.FromMilliseconds(5));
        if (!isSo())
            Objection = otherwise;
    }

    private static bool IsTooLong(long since) => TimeProvider.System.GetElapsedTime(since) > HangLimit.Time;

    public async ValueTask DisposeAsync()
    {
        await Livez.DisposeAsync();
        _browsers.Dispose();
        _neighbours.Dispose();
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        await Other.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
