using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>A port that is known before a listener is bound: below the ephemeral ports of the system, so that it stays free.</summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    /// <summary>Two runs at once begin at different places.</summary>
    private static int _last = Environment.ProcessId % Count;

    public static int Find()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref _last) & int.MaxValue) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // It is in use; try the next.
            }
        }
    }
}
