using System.Net.Sockets;
using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// A track domain that misbehaves: it reads a request's head, writes the given bytes, and closes the connection,
/// or writes nothing until the gateway gives up.
/// </summary>
public sealed class BrokenTrackDomain : IAsyncDisposable
{
    private readonly ConnectionListener _listener = new();
    private int _open;
    private int _heads;

    public BrokenTrackDomain() => _listener.Start(ServeAsync);

    public string Address => _listener.Address;

    /// <summary>The bytes that it writes before it closes; null to hang.</summary>
    public byte[]? Response { get; set; } = [];

    /// <summary>Connections that the gateway has not closed yet.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Requests whose head has arrived.</summary>
    public int Heads => Volatile.Read(ref _heads);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private static async Task UntilClosedAsync(NetworkStream stream, CancellationToken stopping)
    {
        var rest = new byte[1024];
        while (await stream.ReadAsync(rest, stopping) > 0)
        {
            // Further bytes of the request are discarded.
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
                var read = await stream.ReadAsync(buffer, _listener.Stopping);
                if (read == 0)
                    return;
                head.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            Interlocked.Increment(ref _heads);
            if (Response is { } response)
                await stream.WriteAsync(response, _listener.Stopping);
            else
                await UntilClosedAsync(stream, _listener.Stopping);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The gateway disconnected or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
