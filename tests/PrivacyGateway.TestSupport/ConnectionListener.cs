using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.TestSupport;

/// <summary>Accepts connections on a free loopback port and serves each in a task; on disposal it waits for all of them.</summary>
public sealed class ConnectionListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private Task _accepting = Task.CompletedTask;

    /// <summary>Known once it has started.</summary>
    public int Port { get; private set; }

    public string Address => $"http://127.0.0.1:{Port}/";

    /// <summary>Cancelled on disposal.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <param name="serve">Serves one connection, disposes it, and ends when <see cref="Stopping"/> is cancelled.</param>
    public void Start(Func<TcpClient, Task> serve)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(serve);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stopping.Dispose();
    }

    private async Task AcceptAsync(Func<TcpClient, Task> serve)
    {
        try
        {
            while (true)
            {
                _connections.Add(serve(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
