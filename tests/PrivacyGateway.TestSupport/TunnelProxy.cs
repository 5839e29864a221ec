using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>A proxy that knows only CONNECT, on a free port of 127.0.0.1. It keeps the head of each request and opens the tunnel unless it is told otherwise.</summary>
public sealed class TunnelProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<string> _heads = [];
    private readonly Task _accepting;

    public TunnelProxy()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Status line and headers; the tunnel is opened only behind a status of 200.</summary>
    public string Answer { get; set; } = "HTTP/1.1 200 Connection established\r\nVia: 1.1 proxy\r\n\r\n";

    /// <summary>Where tunnels really lead; by default where the request says.</summary>
    public int? LeadsTo { get; set; }

    /// <summary>What was asked for so far; a copy.</summary>
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

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var tunnels = new List<Task>();
        try
        {
            while (true)
            {
                tunnels.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(tunnels);
        }
    }

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

                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(Answer), _stopping.Token);
                if (!Answer.Contains(" 200 ", StringComparison.Ordinal))
                {
                    return;
                }

                using var other = new TcpClient();
                var authority = head.Split(' ')[1];
                await other.ConnectAsync(IPAddress.Loopback, LeadsTo ?? int.Parse(authority[(authority.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture), _stopping.Token);
                await Task.WhenAny(client.GetStream().CopyToAsync(other.GetStream(), _stopping.Token), other.GetStream().CopyToAsync(client.GetStream(), _stopping.Token));
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
            {
                // One side hung up, or the test is over.
            }
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stopping.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
