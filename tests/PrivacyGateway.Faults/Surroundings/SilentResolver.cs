using System.Net;
using System.Net.Sockets;
using PrivacyGateway.Faults.Staging;

namespace PrivacyGateway.Faults.Surroundings;

/// <summary>
/// A name server for one gateway process alone, in a mount namespace with its own <c>/etc/resolv.conf</c>: first it responds, then it is
/// silent, as when a cluster's DNS is gone. Needs root.
/// </summary>
internal sealed record SilentResolver : Around, IDisposable
{
    public const string Name = "track-domain.resolver.test";

    private const string Server = "127.0.0.77";
    private const int Port = 53;
    private const string Cover = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";

    private readonly Socket? _socket;
    private volatile bool _isSilent;
    private int _queries;

    private SilentResolver(string file, IPAddress address, Socket? socket, string? missing)
        : base(["unshare", "--mount", "sh", "-c", Cover, file], missing)
    {
        _socket = socket;
        if (socket is not null)
            _ = ServeAsync(socket, address);
    }

    public int Queries => Volatile.Read(ref _queries);

    public static SilentResolver Open(string file, IPAddress address)
    {
        File.WriteAllText(file, $"nameserver {Server}\n");
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(Server), Port));
            if (Command.Succeeds("unshare", "--mount", "sh", "-c", Cover, file, "true"))
                return new SilentResolver(file, address, socket, null);
        }
        catch (SocketException)
        {
            // Not root, or something else listens there.
        }

        socket.Dispose();
        return new SilentResolver(file, address, null, "a process cannot get a private name server here (needs root)");
    }

    public void FallSilent() => _isSilent = true;

    public void Recover() => _isSilent = false;

    public void Dispose() => _socket?.Dispose();

    private async Task ServeAsync(Socket socket, IPAddress address)
    {
        var question = new byte[512];
        try
        {
            while (true)
            {
                var query = await socket.ReceiveFromAsync(question, new IPEndPoint(IPAddress.Any, 0));
                Interlocked.Increment(ref _queries);
                if (!_isSilent)
                    await socket.SendToAsync(Response(question.AsSpan(0, query.ReceivedBytes), address), query.RemoteEndPoint);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The row is over.
        }
    }

    /// <summary>RFC 1035: the question, followed by one address if it asked for IPv4.</summary>
    private static byte[] Response(ReadOnlySpan<byte> question, IPAddress address)
    {
        const int Head = 12;
        var nameEnd = Head + question[Head..].IndexOf((byte)0);
        var wantsIPv4 = question[nameEnd + 2] == 1;
        byte[] head = [question[0], question[1], 0x81, 0x80, 0, 1, 0, (byte)(wantsIPv4 ? 1 : 0), 0, 0, 0, 0];
        byte[] query = [.. question[Head..(nameEnd + 5)]];
        return wantsIPv4
            ? [.. head, .. query, 0xc0, Head, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, .. address.GetAddressBytes()] : [.. head, .. query];
    }
}
