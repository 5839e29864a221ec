using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>Random requests over keep-alive connections, several in flight in each, as fast as the responses arrive.</summary>
internal static class RandomLoad
{
    private const int Connections = 8;
    private const int Pipelined = 25;

    /// <returns>The number of responses for each status.</returns>
    public static async Task<IReadOnlyDictionary<int, int>> SendAsync(int port, int count, ulong seed)
    {
        var statuses = new ConcurrentDictionary<int, int>();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Factory.StartNew(
            () => Run(port, count / Connections, new RandomHits((seed * 1000) + (ulong)connection), statuses), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return statuses;
    }

    private static void Run(int port, int count, RandomHits hits, ConcurrentDictionary<int, int> statuses)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        var responses = new byte[64 * 1024];
        for (var sent = 0; sent < count; sent += Pipelined)
        {
            var requests = Math.Min(Pipelined, count - sent);
            socket.Send(Encoding.Latin1.GetBytes(string.Concat(Enumerable.Range(0, requests).Select(_ => hits.Next()))));
            for (var (served, filled) = (0, 0); served < requests;)
            {
                var read = socket.Receive(responses.AsSpan(filled));
                if (read == 0)
                    throw new IOException("The gateway closed the connection.");
                filled += read;
                var taken = Take(responses.AsSpan(0, filled), statuses, ref served);
                responses.AsSpan(taken..filled).CopyTo(responses);
                filled -= taken;
            }
        }
    }

    /// <returns>The number of bytes of the complete responses in the buffer.</returns>
    private static int Take(ReadOnlySpan<byte> bytes, ConcurrentDictionary<int, int> statuses, ref int served)
    {
        var taken = 0;
        while (bytes[taken..].IndexOf("\r\n\r\n"u8) is >= 0 and var head)
        {
            var response = bytes[taken..];
            var length = response[..head].IndexOf("Content-Length: "u8) is >= 0 and var at
                ? int.Parse(
                    response[(at + 16)..][..response[(at + 16)..].IndexOf((byte)'\r')], NumberStyles.None, CultureInfo.InvariantCulture)
                : 0;
            if (response.Length < head + 4 + length)
                break;
            statuses.AddOrUpdate(
                int.Parse(response.Slice(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), 1, static (_, count) => count + 1);
            served++;
            taken += head + 4 + length;
        }

        return taken;
    }
}
