#:sdk Microsoft.NET.Sdk
#:property PublishAot=false

// A start-up hook for .NET peers: a client of the socket named in PERF_PROBE gets the bytes allocated so far, the collections of each
// generation, and, if it has sent a byte, the bytes alive after a full collection.
using System.Net.Sockets;
using System.Text;

return;

internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("PERF_PROBE") is { Length: > 0 } path)
            new Thread(() => Response(path)) { IsBackground = true, Name = "perf probe" }.Start();
    }

    private static void Response(string path)
    {
        // The first socket that waits decides for the whole process whether completions run inline: it must not be this one.
        while (!AppDomain.CurrentDomain.GetAssemblies()
            .Any(static assembly => assembly.GetName().Name == "Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets"))
            Thread.Sleep(20);
        Thread.Sleep(1000);

        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var caller = listener.Accept();
            var live = caller.Receive(new byte[1]) == 0 ? 0 : GC.GetTotalMemory(forceFullCollection: true);
            caller.Send(
                Encoding.ASCII.GetBytes(
                    $"{GC.GetTotalAllocatedBytes(precise: true)} {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)} "
                        + $"{live}\n"));
        }
    }
}
