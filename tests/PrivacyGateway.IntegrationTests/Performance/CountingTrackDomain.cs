using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>
/// A track domain that counts the segments with data that have reached it. On the loopback network a write of up to 64 KB is one segment,
/// and with Nagle's algorithm off no two are joined: the kernel's own count of the gateway's writes, without looking into the gateway.
/// </summary>
internal sealed class CountingTrackDomain : IDisposable
{
    private const int IpProtocolTcp = 6;
    private const int TcpInfo = 11;
    private const int DataSegmentsIn = 152;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _connections = [];
    private readonly Lock _lock = new();

    public CountingTrackDomain()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true, Name = "track domain" }.Start();
    }

    public string Address => $"http://{_listener.LocalEndPoint}/";

    /// <summary>Called when a hit has arrived in full and before its response.</summary>
    public Action BeforeResponse { get; set; } = static () => { };

    /// <summary>Over all connections so far.</summary>
    public long Writes
    {
        get
        {
            Span<byte> info = stackalloc byte[256];
            var sum = 0L;
            lock (_lock)
            {
                foreach (var connection in _connections)
                {
                    var length = connection.GetRawSocketOption(IpProtocolTcp, TcpInfo, info);
                    Assert.True(length >= DataSegmentsIn + sizeof(uint), "The kernel does not count segments with data.");
                    sum += BinaryPrimitives.ReadUInt32LittleEndian(info[DataSegmentsIn..]);
                }
            }

            return sum;
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_lock)
        {
            _connections.ForEach(static connection => connection.Dispose());
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                connection.NoDelay = true;
                lock (_lock)
                {
                    _connections.Add(connection);
                }

                new Thread(() => Serve(connection)) { IsBackground = true, Name = "track domain's connection" }.Start();
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private void Serve(Socket connection)
    {
        var response = TrackDomainResponses.Build(
            200,
            "OK",
            [new("Content-Type", "image/gif"),
                new("Set-Cookie", "wteid_111111111111111=2138123456789012345; Path=/; Secure; SameSite=None"),
                new("Set-Cookie", "lb=node7; Path=/; HttpOnly")],
            TrackDomainResponses.Gif);
        var message = new MessageEnd();
        try
        {
            while (message.Read(connection))
            {
                BeforeResponse();
                connection.Send(response);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The gateway disconnected, or the measurement is over.
        }
    }
}
