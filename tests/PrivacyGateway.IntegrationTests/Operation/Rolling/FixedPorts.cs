using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>Ports that a restarted process can bind again: below the kernel's ephemeral ports.</summary>
internal static class FixedPorts
{
    private const int Lowest = 12_000;
    private const int Highest = 30_000;

    /// <summary>This many ports of 127.0.0.1 without a listener; parallel test runs start their search at different places.</summary>
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
