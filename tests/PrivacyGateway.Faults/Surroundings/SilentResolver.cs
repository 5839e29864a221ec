using System.Net;
using System.Net.Sockets;
using PrivacyGateway.Faults.Staging;

namespace PrivacyGateway.Faults.Surroundings;

/// <summary>
/// A name server that one gateway process alone asks, in a mount namespace with its own <c>/etc/resolv.conf</c>: first it answers, then it is silent, as when
/// a cluster's DNS is gone. Needs root.
/// </summary>
internal sealed record SilentResolver : Around, IDisposable
{
    public const string Name = "track-domain.resolver.test";

    private const string Server = "127.0.0.77";
    private const int Port = 53;
    private const string Cover = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";

    private readonly Socket? _socket;
    private volatile bool _isSilent;
    private int _asked;

    private SilentResolver(string file, IPAddress address, Socket? socket, string? missing)
        : base(["unshare", "--mount", "sh", "-c", Cover, file], missing)
    {
        _socket = socket;
        if (socket is not null)
            _ = AnswerAsync(socket, address);
    }

    public int Asked => Volatile.Read(ref _asked);

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
        return new SilentResolver(file, address, null, "a name server of its own cannot be given to a process here (needs root)");
    }

    public void FallSilent() => _isSilent = true;

    public void Recover() => _isSilent = false;

    public void Dispose() => _socket?.Dispose();

    private async Task AnswerAsync(Socket socket, IPAddress address)
    {
        var question = new byte[512];
        try
        {
            while (true)
            {
                var asked = await socket.ReceiveFromAsync(question, new IPEndPoint(IPAddress.Any, 0));
                Interlocked.Increment(ref _asked);
                if (!_isSilent)
                    await socket.SendToAsync(Answer(question.AsSpan(0, asked.ReceivedBytes), address), asked.RemoteEndPoint);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The row is over.
        }
    }

    /// <summary>RFC 1035: the question again, and one address behind it if it asked for IPv4.</summary>
    private static byte[] Answer(ReadOnlySpan<byte> question, IPAddress address)
    {
        const int Head = 12;
        var nameEnd = Head + question[Head..].IndexOf((byte)0);
        var asksFor4 = question[nameEnd + 2] == 1;
        byte[] head = [question[0], question[1], 0x81, 0x80, 0, 1, 0, (byte)(asksFor4 ? 1 : 0), 0, 0, 0, 0];
        byte[] asked = [.. question[Head..(nameEnd + 5)]];
        return asksFor4 ? [.. head, .. asked, 0xc0, Head, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, .. address.GetAddressBytes()] : [.. head, .. asked];
    }
}
