using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>A browser reduced to its socket: bytes in, bytes out, one connection for each request.</summary>
public static class RawClient
{
    /// <summary>Sends a request written as Latin-1 text.</summary>
    public static Task<RawResponse> SendAsync(int port, string request) => SendAsync(port, Encoding.Latin1.GetBytes(request));

    /// <summary>Sends these bytes to 127.0.0.1 and reads one response, skipping interim (1xx) ones.</summary>
    /// <exception cref="IOException">The gateway closed the connection without a complete response.</exception>
    /// <param name="port">The gateway's.</param>
    /// <param name="request">The bytes to send.</param>
    /// <param name="from">The source address on the loopback network; by default 127.0.0.1.</param>
    public static async Task<RawResponse> SendAsync(int port, byte[] request, IPAddress? from = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var limit = HangLimit.Start();
        using var client = new TcpClient(new IPEndPoint(from ?? IPAddress.Loopback, 0)) { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        var stream = client.GetStream();
        var reader = new HttpMessageReader(stream);
        var toHead = request.AsSpan().StartsWith("HEAD "u8);
        try
        {
            await stream.WriteAsync(request, limit.Token);
        }
        catch (IOException)
        {
            // A refusal (413, 431) may come before the request is fully written: the response counts.
        }

        while (true)
        {
            var message = await reader.ReadResponseAsync(toHead, limit.Token)
                ?? throw new IOException("The connection was closed without a response.");
            if (HttpMessage.StatusOf(message.StartLine) is not (>= 100 and < 200))
            {
                return RawResponse.From(message);
            }
        }
    }
}
