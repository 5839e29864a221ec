using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>A connection with prior knowledge that sends the frames it is told to and keeps nothing in order.</summary>
internal sealed class Http2Client : IAsyncDisposable
{
    /// <summary>What a server must accept in one frame (RFC 9113, section 4.2).</summary>
    public const int LargestFrame = 16384;

    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly CancellationTokenSource _limit = HangLimit.Start();
    private Stream _wire = Stream.Null;
    private int _nextStream = 1;

    private Http2Client()
    {
    }

    /// <summary>The server has hung up, as far as this side has noticed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The preface, and settings that switch off the header table that answers could refer to.</summary>
    /// <param name="port">On this machine.</param>
    /// <param name="secure">By TLS and ALPN instead of by prior knowledge.</param>
    public static async Task<Http2Client> ConnectAsync(int port, bool secure = false)
    {
        var client = new Http2Client();
        await client._client.ConnectAsync(IPAddress.Loopback, port, client._limit.Token);
        client._wire = client._client.GetStream();
        if (secure)
            await client.SecureAsync();
        await client.WriteAsync([.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. new Frame(Frame.Settings, 0, 0, [0, 1, 0, 0, 0, 0]).Bytes()]);
        return client;
    }

    /// <summary>The number of the next stream that this side opens.</summary>
    public int NewStream()
    {
        var stream = _nextStream;
        _nextStream += 2;
        return stream;
    }

    public Task SendAsync(params Frame[] frames) => WriteAsync([.. frames.SelectMany(frame => frame.Bytes())]);

    /// <summary>Bytes as they are. A server that has hung up is no error here: what it said before is the answer.</summary>
    public async Task WriteAsync(byte[] bytes)
    {
        try
        {
            await _wire.WriteAsync(bytes, _limit.Token);
        }
        catch (IOException)
        {
            IsClosed = true;
        }
    }

    /// <summary>Reads until that stream has an end; other streams' frames are dropped.</summary>
    public async Task<Http2Answer> ReadAnswerAsync(int stream)
    {
        List<KeyValuePair<string, string>> headers = [];
        using var body = new MemoryStream();
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.Type == Frame.GoAway && frame.ErrorCode != 0)
                return new Http2Answer(Http2Answer.Closed, headers, body.ToArray(), frame.ErrorCode);
            if (frame.Stream != stream)
                continue;
            if (frame.Type == Frame.ResetStream)
                return StatusOf(headers) > 0 && frame.ErrorCode == 0 ? Answer() : new Http2Answer(Http2Answer.Closed, headers, body.ToArray(), frame.ErrorCode);
            if (frame.Type == Frame.Headers)
                headers = HeaderBlockReader.Read(frame.Payload);
            else if (frame.Type == Frame.Data)
                body.Write(frame.Payload);
            if (frame.Type is Frame.Headers or Frame.Data && frame.Has(Frame.EndStream))
                return Answer();
        }

        return new Http2Answer(Http2Answer.Closed, headers, body.ToArray(), Http2Answer.Closed);

        Http2Answer Answer() => new(StatusOf(headers), headers, body.ToArray(), null);
    }

    /// <summary>The next frame, settings and pings answered on the way; null once the server has closed.</summary>
    public async Task<Frame?> ReadFrameAsync()
    {
        var head = new byte[Frame.HeadLength];
        if (!await ReadExactlyAsync(head))
            return null;
        var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8];
        if (!await ReadExactlyAsync(payload))
            return null;

        var frame = new Frame(head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
        if (frame.Type is Frame.Settings or Frame.Ping && !frame.Has(Frame.Acknowledgement))
            await SendAsync(new Frame(frame.Type, Frame.Acknowledgement, 0, frame.Type == Frame.Ping ? payload : []));
        return frame;
    }

    public async ValueTask DisposeAsync()
    {
        await _wire.DisposeAsync();
        _client.Dispose();
        _limit.Dispose();
    }

    private async Task SecureAsync()
    {
        var tls = new SslStream(_wire);
        _wire = tls;
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = WireHosts.OptOut,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                RemoteCertificateValidationCallback = (_, seen, _, _) => seen?.Subject == $"CN={WireHosts.OptOut}",
            },
            _limit.Token);
        Assert.Equal(SslApplicationProtocol.Http2, tls.NegotiatedApplicationProtocol);
    }

    private static int StatusOf(List<KeyValuePair<string, string>> headers) =>
        int.TryParse(headers.Find(header => header.Key == ":status").Value, out var status) ? status : Http2Answer.Closed;

    private async Task<bool> ReadExactlyAsync(byte[] bytes)
    {
        try
        {
            await _wire.ReadExactlyAsync(bytes, _limit.Token);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
