using System.Diagnostics;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>
/// Whether the gateway has come to rest, read from <c>/proc</c>. An <c>await</c> that finds its answer already there costs other bytes and
/// other system calls than one that has to wait: only when each side waits for the other's sleep does every hit take the same way.
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
            // "id (name) state …": the name may hold anything but comes to its end with the last bracket.
            var line = File.ReadAllText(task + "/stat");
            return line[line.LastIndexOf(')') + 2] == 'S';
        }
        catch (IOException)
        {
            return true; // It has ended meanwhile.
        }
    }
}
