using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>The server's end of one connection.</summary>
internal sealed class RawPeer(Socket socket, Stream stream) : IDisposable
{
    public const string Pixel = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nGIF";

    public RawPeer(Socket socket)
        : this(socket, new NetworkStream(socket, ownsSocket: true))
    {
    }

    public Stream Stream => stream;

    /// <summary>A request without a body; its first line.</summary>
    public async Task<string> ReadAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, TestContext.Current.CancellationToken);
            head.Append((char)one[0]);
        }

        return head.ToString().Split("\r\n")[0];
    }

    public async Task SendAsync(string text) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);

    public void HangUp() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends a hang only.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(3);

    /// <summary>Waits until the peer has closed the connection without sending anything.</summary>
    public async Task SeesEndAsync()
    {
        try
        {
            Assert.Equal(0, await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask().WaitAsync(HangLimit));
        }
        catch (IOException)
        {
            // Closed with unread bytes.
        }
    }

    public void Dispose() => stream.Dispose();
}
