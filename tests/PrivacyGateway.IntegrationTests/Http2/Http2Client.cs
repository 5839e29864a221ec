using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>A connection with prior knowledge that sends exactly the given frames and enforces no protocol rules.</summary>
internal sealed class Http2Client : IAsyncDisposable
{
    /// <summary>The frame size that a server must accept (RFC 9113, section 4.2).</summary>
    public const int LargestFrame = 16384;

    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly CancellationTokenSource _limit = HangLimit.Start();
    private Stream _wire = Stream.Null;
    private int _nextStream = 1;

    private Http2Client()
    {
    }

    /// <summary>The server has closed the connection, as far as this client has noticed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The preface, and settings that disable the header table that responses could refer to.</summary>
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

    /// <summary>The number of the next stream that this client opens.</summary>
    public int NewStream()
    {
        var stream = _nextStream;
        _nextStream += 2;
        return stream;
    }

    public Task SendAsync(params Frame[] frames) => WriteAsync([.. frames.SelectMany(frame => frame.Bytes())]);

    /// <summary>
    /// Bytes unchanged. A server that has closed the connection is not an error here: its earlier frames are the response.
    /// </summary>
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
    public async Task<Http2Response> ReadResponseAsync(int stream)
    {
        List<KeyValuePair<string, string>> headers = [];
        using var body = new MemoryStream();
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.Type == Frame.GoAway && frame.ErrorCode != 0)
                return new Http2Response(Http2Response.Closed, headers, body.ToArray(), frame.ErrorCode);
            if (frame.Stream != stream)
                continue;
            if (frame.Type == Frame.ResetStream)
                return StatusOf(headers) > 0 && frame.ErrorCode == 0
                    ? Response() : new Http2Response(Http2Response.Closed, headers, body.ToArray(), frame.ErrorCode);
            if (frame.Type == Frame.Headers)
                headers = HeaderBlockReader.Read(frame.Payload);
            else if (frame.Type == Frame.Data)
                body.Write(frame.Payload);
            if (frame.Type is Frame.Headers or Frame.Data && frame.Has(Frame.EndStream))
                return Response();
        }

        return new Http2Response(Http2Response.Closed, headers, body.ToArray(), Http2Response.Closed);

        Http2Response Response() => new(StatusOf(headers), headers, body.ToArray(), null);
    }

    /// <summary>The next frame, with settings and pings acknowledged; null once the server has closed.</summary>
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
        int.TryParse(headers.Find(header => header.Key == ":status").Value, out var status) ? status : Http2Response.Closed;

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
