using System.Net;
using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Faults.Counting;
using PrivacyGateway.Faults.Upstream;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Faults.Staging;

/// <summary>What a row plays on: browsers, a gateway process, a track domain (two if it is asked by name), a data directory.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly IPAddress First = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.3");

    /// <summary>How long a row sends on, to see whether what it waits for has happened.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly HitMix _mix = new();
    private readonly Browsers _browsers;

    private Stage(string folder, Form form, IReadOnlyDictionary<string, int> patience, OwnHosts? hosts, SmallDisk? disk, CancellationToken cancellation)
    {
        (Folder, Form, Hosts, Disk, Cancellation) = (folder, form, hosts, disk, cancellation);
        var port = UpstreamPort.Next();
        Upstream = new ScriptedTrackDomain(new IPEndPoint(First, port), Tally);
        Other = new ScriptedTrackDomain(new IPEndPoint(Second, port), Tally);
        Data = Path.Combine(disk?.Path ?? folder, "data");
        hosts?.PointTo(First.ToString());
        var address = $"http://{(hosts is null ? First : OwnHosts.Name)}:{port}/";
        Gateway = new GatewayUnderTest(GatewayConfiguration.Of(address, Data, patience), hosts?.Launcher ?? []);
        _browsers = new Browsers(() => Gateway.Port, Tally);
    }

    public string Folder { get; }

    public Form Form { get; }

    public string Data { get; }

    public Tally Tally { get; } = new();

    public ScriptedTrackDomain Upstream { get; }

    /// <summary>Where the name may lead later; down until it is brought up.</summary>
    public ScriptedTrackDomain Other { get; }

    public GatewayUnderTest Gateway { get; }

    public OwnHosts? Hosts { get; }

    public SmallDisk? Disk { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>What a row found besides the counts; null if all was well.</summary>
    public string? Objection { get; set; }

    public static async Task<Stage> OpenAsync(Form form, IReadOnlyDictionary<string, int> patience, OwnHosts? hosts, SmallDisk? disk, CancellationToken cancellation)
    {
        var stage = new Stage(Directory.CreateTempSubdirectory("faults-").FullName, form, patience, hosts, disk, cancellation);
        stage.Upstream.Up();
        await stage.Gateway.StartAsync();
        return stage;
    }

    public void PointToOther() => Hosts!.PointTo(Second.ToString());

    public Task SendAsync(TimeSpan duration, int? rate = null) => _browsers.SendAsync(_mix.Next, rate ?? Form.RowRate, duration, Cancellation);

    public Task SendAsync(Func<int, BrowserHit> hit, TimeSpan duration, int rate)
    {
        var id = 0;
        return _browsers.SendAsync(() => hit(id++), rate, duration, Cancellation);
    }

    public Task WaitAsync(TimeSpan duration) => Task.Delay(duration, Cancellation);

    /// <summary>Sends for so long, and on until it is so. An objection if that does not happen.</summary>
    public async Task SendUntilAsync(TimeSpan duration, Func<bool> isSo, string otherwise)
    {
        var since = TimeProvider.System.GetTimestamp();
        await SendAsync(duration);
        while (!isSo() && !IsTooLong(since))
            await SendAsync(Moment);
        if (!isSo())
            Objection = otherwise;
    }

    /// <summary>Waits until the spool is being emptied: so many more of its hits have arrived. An objection if they do not.</summary>
    public Task ReplayedAsync(int hits)
    {
        var enough = Tally.Replayed + hits;
        return UntilAsync(() => Tally.Replayed >= enough, "nothing left the spool");
    }

    /// <summary>Waits until so many accepted hits have not been delivered. An objection if there are never so many.</summary>
    public Task KeptAsync(int hits) => UntilAsync(() => Tally.AcceptedNotDelivered.Count >= hits, "nothing was kept");

    private async Task UntilAsync(Func<bool> isSo, string otherwise)
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
        _browsers.Dispose();
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        await Other.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
