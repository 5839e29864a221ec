using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>Ports that whoever restarts can have again: below those that the kernel hands out to connections meanwhile.</summary>
internal static class FixedPorts
{
    private const int Lowest = 12_000;
    private const int Highest = 30_000;

    /// <summary>So many ports of 127.0.0.1 that nobody listens on; test runs beside each other begin their search at different places.</summary>
    public static IReadOnlyList<int> Take(int count)
    {
        var held = new List<TcpListener>();
        for (var next = Environment.ProcessId; held.Count < count; next++)
        {
            var listener = new TcpListener(IPAddress.Loopback, Lowest + next % (Highest - Lowest));
            try
            {
                listener.Start();
                held.Add(listener);
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }

        held.ForEach(static listener => listener.Stop());
        return [.. held.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
    }
}
