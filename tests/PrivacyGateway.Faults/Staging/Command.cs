using System.ComponentModel;
using System.Diagnostics;

namespace PrivacyGateway.Faults.Staging;

/// <summary>A command of the system that may be missing, or not allowed.</summary>
internal static class Command
{
    public static bool Succeeds(params string[] command)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
