using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Faults.Browsing;

/// <summary>One keep-alive connection to the gateway. Nothing is ever sent twice, as an HTTP library would do by itself.</summary>
internal sealed class BrowserConnection : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private HttpWire? _wire;

    public async Task OpenAsync(int port, CancellationToken cancellation)
    {
        await _client.ConnectAsync(IPAddress.Loopback, port, cancellation);
        _wire = new HttpWire(_client.GetStream());
    }

    /// <exception cref="IOException">There was no complete response.</exception>
    public async Task<string> SendAsync(byte[] request, CancellationToken cancellation)
    {
        await _client.GetStream().WriteAsync(request, cancellation);
        return await _wire!.ReadAsync(cancellation) ?? throw new IOException("closed without a response");
    }

    public void Dispose() => _client.Dispose();
}
