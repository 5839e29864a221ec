using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Sending;

/// <summary>
/// Connects to the first of a name's addresses that answers. One that is slow gets company before it has failed, so that a dead address
/// costs a hit a moment and not its whole patience. (RFC 8305.)
/// </summary>
internal static class AddressRace
{
    /// <summary>How long an address runs alone. (RFC 8305, section 5.)</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <exception cref="SocketException">None of them answered.</exception>
    public static async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Socket>>();
        Exception? failure = null;
        try
        {
            for (var next = 0; next < addresses.Count || running.Count > 0;)
            {
                if (next < addresses.Count)
                    running.Add(ConnectAsync(addresses[next++], port, decided.Token));
                await WaitForOneAsync(running, isLast: next == addresses.Count, decided.Token);
                if (running.Find(static task => task.IsCompleted) is not { } ended)
                {
                    // Nobody's patience is left; what is still running gives up in its own time.
                    decided.Token.ThrowIfCancellationRequested();
                    continue;
                }

                running.Remove(ended);
                if (ended.IsCompletedSuccessfully)
                    return await ended;
                failure = ended.Exception?.InnerException ?? failure;
            }
        }
        finally
        {
            await decided.CancelAsync();
            foreach (var late in running)
                _ = late.ContinueWith(static late => Drop(late), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw failure as SocketException ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>Until one of them has ended, or the time to run alone is over.</summary>
    private static async Task WaitForOneAsync(List<Task<Socket>> running, bool isLast, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var headStart = isLast ? Timeout.InfiniteTimeSpan : HeadStart;
        await Task.WhenAny([.. running, Task.Delay(headStart, ended.Token)]);
        await ended.CancelAsync();
    }

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Drop(Task<Socket> late)
    {
        if (late.IsCompletedSuccessfully)
            late.Result.Dispose();
        else
            _ = late.Exception;
    }
}
