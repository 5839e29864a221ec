using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// A track domain that misbehaves: it reads a request's head, writes what it was told to, and closes the connection,
/// or says nothing at all until the gateway gives up.
/// </summary>
public sealed class BrokenTrackDomain : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _open;
    private int _heads;

    public BrokenTrackDomain()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    /// <summary>What it writes before it closes; null to hang.</summary>
    public byte[]? Answer { get; set; } = [];

    /// <summary>Connections that the gateway has not closed yet.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Requests whose head has arrived.</summary>
    public int Heads => Volatile.Read(ref _heads);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task UntilClosedAsync(NetworkStream stream, CancellationToken stopping)
    {
        var rest = new byte[1024];
        while (await stream.ReadAsync(rest, stopping) > 0)
        {
            // Nobody listens to what it says meanwhile.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        Interlocked.Increment(ref _open);
        try
        {
            var stream = client.GetStream();
            var buffer = new byte[65536];
            var head = new StringBuilder();
            while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer, _stopping.Token);
                if (read == 0)
                    return;
                head.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            Interlocked.Increment(ref _heads);
            if (Answer is { } answer)
                await stream.WriteAsync(answer, _stopping.Token);
            else
                await UntilClosedAsync(stream, _stopping.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The gateway hung up or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
