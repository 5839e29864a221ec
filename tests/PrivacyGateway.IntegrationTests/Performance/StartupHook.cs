using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Loaded into the gateway by <c>DOTNET_STARTUP_HOOKS</c> (hence the name, and no namespace): a client of the socket named in
/// <c>COST_PROBE</c> gets the bytes allocated so far. The product has no such endpoint.
/// </summary>
#pragma warning disable MA0047 // The runtime looks for exactly this name.
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("COST_PROBE") is { Length: > 0 } path)
            new Thread(() => Response(path)) { IsBackground = true, Name = "cost probe" }.Start();
    }

    private static void Response(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var caller = listener.Accept();
            caller.Send(Encoding.ASCII.GetBytes(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture)));
        }
    }
}
