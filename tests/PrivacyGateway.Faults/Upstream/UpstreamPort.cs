using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Faults.Upstream;

/// <summary>
/// Ports below the kernel's ephemeral ports: a gateway that keeps connecting to a closed one of those would
/// some day connect to itself.
/// </summary>
internal static class UpstreamPort
{
    private const int First = 20000;
    private const int Last = 32000;

    private static int _next = First + (Environment.ProcessId * 37 % (Last - First));

    public static int Next()
    {
        for (var i = First; i < Last; i++)
        {
            var port = First + (Interlocked.Increment(ref _next) % (Last - First));
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No port between {First} and {Last} is free."));
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Any, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
