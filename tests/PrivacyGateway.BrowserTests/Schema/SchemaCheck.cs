using System.Diagnostics;
using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Schema;

/// <summary>
/// The result of <c>validate-schema.mjs</c>: exit code and lines. It runs here because .NET has no validator for draft 2020-12.
/// </summary>
internal sealed record SchemaCheck(int ExitCode, string Output)
{
    public static string Schema { get; } = Path.Combine(Places.RepositoryRoot, "config", "proxy.schema.json");

    public static string Sample { get; } = Path.Combine(Places.RepositoryRoot, "config", "proxy.json");

    public static Task<SchemaCheck> OfAsync(params IEnumerable<string> files) => OfAsync(Schema, files);

    /// <summary>For the output of <c>explain --json</c>.</summary>
    public static Task<SchemaCheck> OfExplanationsAsync(IEnumerable<string> files) =>
        OfAsync(Path.Combine(Places.RepositoryRoot, "config", "explain.schema.json"), files);

    private static async Task<SchemaCheck> OfAsync(string schema, IEnumerable<string> files)
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["validate-schema.mjs", schema, .. files])
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
