using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Sending;

/// <summary>
/// Connects to the IP address that accepts first. If an address is slow, the next one is tried in parallel, so that a dead address
/// does not use up the connect timeout. (RFC 8305.)
/// </summary>
internal static class AddressRace
{
    /// <summary>The delay before the next address is tried. (RFC 8305, section 5.)</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <exception cref="SocketException">No address accepted the connection.</exception>
    public static async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempts = new List<Task<Socket>>();
        Exception? failure = null;
        try
        {
            for (var next = 0; next < addresses.Count || attempts.Count > 0;)
            {
                if (next < addresses.Count)
                    attempts.Add(ConnectAsync(addresses[next++], port, race.Token));
                await WaitForOneAsync(attempts, isLast: next == addresses.Count, race.Token);
                if (attempts.Find(static task => task.IsCompleted) is not { } completed)
                {
                    // Overall timeout hit; in-flight attempts are cancelled.
                    race.Token.ThrowIfCancellationRequested();
                    continue;
                }

                attempts.Remove(completed);
                if (completed.IsCompletedSuccessfully)
                    return await completed;
                failure = completed.Exception?.InnerException ?? failure;
            }
        }
        finally
        {
            await race.CancelAsync();
            foreach (var attempt in attempts)
                _ = attempt.ContinueWith(
                    static attempt => Discard(attempt), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw failure as SocketException ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>Waits until an attempt has completed or the next one is due.</summary>
    private static async Task WaitForOneAsync(List<Task<Socket>> attempts, bool isLast, CancellationToken cancellationToken)
    {
        using var delay = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var headStart = isLast ? Timeout.InfiniteTimeSpan : HeadStart;
        await Task.WhenAny([.. attempts, Task.Delay(headStart, delay.Token)]);
        await delay.CancelAsync();
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

    private static void Discard(Task<Socket> attempt)
    {
        if (attempt.IsCompletedSuccessfully)
            attempt.Result.Dispose();
        else
            _ = attempt.Exception;
    }
}
