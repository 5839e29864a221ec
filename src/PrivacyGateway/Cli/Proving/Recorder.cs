using System.IO;
using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Cli.Proving;

/// <summary>A stand-in for all track domains that records each request byte for byte.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private const string Image =
        "GIF89a\u0001\0\u0001\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff!\u00f9\u0004\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\u0002D\u0001\0;";

    /// <summary>A one-pixel image, as the track domain responds.</summary>
    public static string DefaultResponse { get; } =
        $"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: {Image.Length}\r\n\r\n{Image}";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<WireMessage> _arrived = [];
    private readonly List<Task> _connections = [];
    private Task _accepting = Task.CompletedTask;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The response to the next requests, head and body.</summary>
    public string Response { get; set; } = DefaultResponse;

    public void Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The requests that arrived since the last call.</summary>
    public IReadOnlyList<WireMessage> Take()
    {
        lock (_arrived)
        {
            WireMessage[] arrived = [.. _arrived];
            _arrived.Clear();
            return arrived;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                var reader = new WireReader(stream);
                while (await reader.ReadAsync(_stop.Token) is { } request)
                {
                    lock (_arrived)
                        _arrived.Add(request);
                    await stream.WriteAsync(WireMessage.Encoding.GetBytes(Response), _stop.Token);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The gateway closed the connection, or the run has ended.
        }
    }
}
