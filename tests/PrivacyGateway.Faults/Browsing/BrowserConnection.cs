using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Faults.Browsing;

/// <summary>One kept connection to the gateway. Nothing is ever sent twice, as an HTTP library would on its own.</summary>
internal sealed class BrowserConnection : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private HttpWire? _wire;

    public async Task OpenAsync(int port, CancellationToken cancellation)
    {
        await _client.ConnectAsync(IPAddress.Loopback, port, cancellation);
        _wire = new HttpWire(_client.GetStream());
    }

    /// <exception cref="IOException">There was no complete answer.</exception>
    public async Task<string> SendAsync(byte[] request, CancellationToken cancellation)
    {
        await _client.GetStream().WriteAsync(request, cancellation);
        return await _wire!.ReadAsync(cancellation) ?? throw new IOException("closed without an answer");
    }

    public void Dispose() => _client.Dispose();
}
