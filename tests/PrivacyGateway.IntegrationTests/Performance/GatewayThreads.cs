using System.Diagnostics;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>
/// Whether the gateway is idle, read from <c>/proc</c>. An <c>await</c> that completes synchronously costs other bytes and
/// other system calls than one that has to wait: every hit takes the same path only when both sides wait until the other sleeps.
/// </summary>
internal sealed class GatewayThreads(int processId)
{
    private readonly string _tasks = $"/proc/{processId}/task";

    public void AwaitSleep()
    {
        var begin = Stopwatch.GetTimestamp();
        while (!Directory.EnumerateDirectories(_tasks).All(Sleeps))
        {
            if (Stopwatch.GetElapsedTime(begin) > HangLimit.Time)
                throw new TimeoutException("The gateway did not come to rest.");
            Thread.Yield();
        }
    }

    private static bool Sleeps(string task)
    {
        try
        {
            // "id (name) state …": the name may contain anything but ends with the last bracket.
            var line = File.ReadAllText(task + "/stat");
            return line[line.LastIndexOf(')') + 2] == 'S';
        }
        catch (IOException)
        {
            return true; // It has ended meanwhile.
        }
    }
}
