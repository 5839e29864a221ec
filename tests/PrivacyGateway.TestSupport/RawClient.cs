using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>A browser reduced to its socket: bytes in, bytes out, one connection for each request.</summary>
public static class RawClient
{
    /// <summary>Sends a request written as Latin-1 text.</summary>
    public static Task<RawAnswer> SendAsync(int port, string request) => SendAsync(port, Encoding.Latin1.GetBytes(request));

    /// <summary>Sends these bytes to 127.0.0.1 and reads one answer, passing over interim (1xx) ones.</summary>
    /// <exception cref="IOException">The gateway closed the connection without an answer, or within one.</exception>
    /// <param name="port">The gateway's.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="from">The address of the loopback network to come from; by default 127.0.0.1.</param>
    public static async Task<RawAnswer> SendAsync(int port, byte[] request, IPAddress? from = null)
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
            // A refusal (413, 431) may come before the request is fully written: the answer is what counts.
        }

        while (true)
        {
            var message = await reader.ReadAnswerAsync(toHead, limit.Token)
                ?? throw new IOException("The connection was closed without an answer.");
            if (HttpMessage.StatusOf(message.StartLine) is not (>= 100 and < 200))
            {
                return RawAnswer.From(message);
            }
        }
    }
}
