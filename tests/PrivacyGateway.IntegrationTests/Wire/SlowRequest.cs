using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A batch whose body stops half-way, so that the gateway buffers the first half.</summary>
internal sealed class SlowRequest : IDisposable
{
    public const int Sent = 16000;
    public const string ByLength = "Content-Length: 16100";
    public const string InChunks = "Transfer-Encoding: chunked";

    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly string _framing;

    private SlowRequest(string framing) => _framing = framing;

    /// <param name="port">The gateway's.</param>
    /// <param name="framing"><see cref="ByLength"/> or <see cref="InChunks"/>.</param>
    /// <param name="from">The client's address as a proxy forwards it; null for none.</param>
    public static async Task<SlowRequest> StartAsync(int port, string framing, string? from = null)
    {
        var slow = new SlowRequest(framing);
        await slow._client.ConnectAsync(IPAddress.Loopback, port);
        var size = framing == InChunks ? Sent.ToString("x", CultureInfo.InvariantCulture) + "\r\n" : "";
        var forwarded = from is null ? "" : $"X-Forwarded-For: {from}\r\n";
        await slow.WriteAsync(
            $"POST /{RequestSpec.TrackId}/batch HTTP/1.1\r\nHost: {WireHosts.OptOut}\r\nContent-Type: "
                + $"text/plain\r\n{forwarded}{framing}\r\n\r\n{size}"
            + "?p=600,".PadRight(Sent, 'a'));
        return slow;
    }

    public async Task WriteAsync(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends the rest and reads the beginning of the response.</summary>
    public async Task<string> FinishAsync()
    {
        await WriteAsync(_framing == InChunks ? "\r\n0\r\n\r\n" : new string('z', 100));
        return await ReadAsync();
    }

    /// <summary>The beginning of the response.</summary>
    public async Task<string> ReadAsync()
    {
        var response = new byte[1024];
        var read = await _client.GetStream().ReadAsync(response);
        return Encoding.Latin1.GetString(response, 0, read);
    }

    public void Dispose() => _client.Dispose();
}
