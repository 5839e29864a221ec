using System.Net;
using System.Net.Sockets;
using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Faults.Counting;

namespace PrivacyGateway.Faults.Upstream;

/// <summary>A track domain with a scripted behaviour that counts hits at its socket.</summary>
internal sealed class ScriptedTrackDomain(IPEndPoint endpoint, Tally tally) : IAsyncDisposable
{
    private TcpListener? _listener;
    private CancellationTokenSource _open = new();
    private Task _serving = Task.CompletedTask;
    private volatile Behaviour _behaviour = Behaviour.Healthy;
    private int _taken;
    private int _reached;

    public Behaviour Behaviour
    {
        get => _behaviour;
        set => _behaviour = value;
    }

    /// <summary>Requests with a hit that reached it, whatever the outcome; probes have none.</summary>
    public int Reached => Volatile.Read(ref _reached);

    /// <summary>Requests that it accepted.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public void Up()
    {
        _open = new CancellationTokenSource();
        _listener = new TcpListener(endpoint);
        _listener.Start(1024);
        _serving = AcceptAsync(_listener, _open.Token);
    }

    /// <summary>As if its process had ended: no listener, and no connection.</summary>
    public async Task DownAsync()
    {
        await _open.CancelAsync();
        _listener?.Stop();
        await _serving;
        _open.Dispose();
        _listener = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
            await DownAsync();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken closed)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptSocketAsync(closed), closed));
                connections.RemoveAll(static connection => connection.IsCompletedSuccessfully);
            }
        }
        catch (Exception stopped) when (
            stopped is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // An accept that begins after Stop fails with "Not listening".
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken closed)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        socket.NoDelay = true;
        var wire = new HttpWire(stream);
        try
        {
            while (await wire.ReadAsync(closed) is { } request)
            {
                var behaviour = _behaviour;
                var ids = HitId.In(request).ToArray();
                if (ids.Length > 0)
                    Interlocked.Increment(ref _reached);
                if (!behaviour.Refuses)
                    tally.Arrived(ids);
                if (behaviour.Delay > TimeSpan.Zero)
                    await Task.Delay(behaviour.Delay, closed);

                var hungUp = socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
                await stream.WriteAsync(behaviour.Response, closed);
                if (behaviour.Takes && !hungUp)
                {
                    Interlocked.Increment(ref _taken);
                    tally.Taken(ids);
                }

                if (behaviour.Closes)
                    return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The gateway disconnected, or this track domain went down.
        }
    }
}
