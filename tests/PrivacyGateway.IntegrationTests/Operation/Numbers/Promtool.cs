using System.Diagnostics;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>Prometheus' own checker of pages and rules.</summary>
internal static class Promtool
{
    public const string Missing = "promtool is not installed; tests/browser-setup.sh installs it where it can.";

    private const string Command = "/usr/bin/promtool";

    public static bool IsHere => File.Exists(Command);

    public static async Task<(int ExitCode, string Output)> RunAsync(string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Command, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
