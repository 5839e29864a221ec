using System.Diagnostics;
using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Schema;

/// <summary>What <c>validate-schema.mjs</c> says: exit code and lines. It is run here because .NET has no validator of draft 2020-12 of its own.</summary>
internal sealed record SchemaCheck(int ExitCode, string Output)
{
    public static string Schema { get; } = Path.Combine(Places.RepositoryRoot, "config", "proxy.schema.json");

    public static string Sample { get; } = Path.Combine(Places.RepositoryRoot, "config", "proxy.json");

    public static async Task<SchemaCheck> OfAsync(params IEnumerable<string> files)
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["validate-schema.mjs", Schema, .. files])
        {
            WorkingDirectory = Places.BrowserFolder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new SchemaCheck(process.ExitCode, await output + await errors);
    }
}
