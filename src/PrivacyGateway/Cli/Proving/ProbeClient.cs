using System.IO;
using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Sends requests byte for byte. A client library would correct requests that are invalid on purpose.</summary>
internal sealed class ProbeClient(IPEndPoint gateway) : IDisposable
{
    private TcpClient? _client;
    private WireReader? _reader;

    public async Task<WireMessage> SendAsync(WireMessage request, CancellationToken stop)
    {
        var bytes = WireMessage.Encoding.GetBytes(request.Text);
        if (_client is not null)
        {
            // The gateway may have closed the idle connection: retry on a new one.
            try
            {
                if (await ExchangeAsync(bytes, stop) is { } response)
                    return response;
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                Close();
            }
        }

        await ConnectAsync(stop);
        return await ExchangeAsync(bytes, stop) ?? throw new IOException("The gateway closed the connection without a response.");
    }

    public void Dispose() => Close();

    private async Task ConnectAsync(CancellationToken stop)
    {
        Close();
        _client = new TcpClient(AddressFamily.InterNetwork) { NoDelay = true };
        await _client.ConnectAsync(gateway, stop);
        _reader = new WireReader(_client.GetStream());
    }

    private async Task<WireMessage?> ExchangeAsync(byte[] bytes, CancellationToken stop)
    {
        await _client!.GetStream().WriteAsync(bytes, stop);
        var response = await _reader!.ReadAsync(stop);
        if (response is null || response.Header("Connection") is "close")
            Close();
        return response;
    }

    private void Close()
    {
        _client?.Dispose();
        (_client, _reader) = (null, null);
    }
}
