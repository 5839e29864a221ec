using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>
/// A proxy that knows only CONNECT, on a free port of 127.0.0.1. It records the head of each request and opens the tunnel by default.
/// </summary>
public sealed class TunnelProxy : IAsyncDisposable
{
    private readonly ConnectionListener _listener = new();
    private readonly Lock _lock = new();
    private readonly List<string> _heads = [];

    public TunnelProxy() => _listener.Start(ServeAsync);

    public int Port => _listener.Port;

    /// <summary>Status line and headers; the tunnel is opened only behind a status of 200.</summary>
    public string Response { get; set; } = "HTTP/1.1 200 Connection established\r\nVia: 1.1 proxy\r\n\r\n";

    /// <summary>The real target of tunnels; by default the requested one.</summary>
    public int? LeadsTo { get; set; }

    /// <summary>The requests so far; a copy.</summary>
    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (_lock)
            {
                return [.. _heads];
            }
        }
    }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var head = await ReadHeadAsync(client.GetStream());
                lock (_lock)
                {
                    _heads.Add(head);
                }

                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(Response), _listener.Stopping);
                if (!Response.Contains(" 200 ", StringComparison.Ordinal))
                {
                    return;
                }

                using var other = new TcpClient();
                var authority = head.Split(' ')[1];
                await other.ConnectAsync(IPAddress.Loopback, LeadsTo ?? int.Parse(
                    authority[(authority.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture), _listener.Stopping);
                await Task.WhenAny(client.GetStream().CopyToAsync(other.GetStream(), _listener.Stopping), other.GetStream()
                    .CopyToAsync(client.GetStream(), _listener.Stopping));
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // A peer disconnected, or the test is over.
            }
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _listener.Stopping) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
