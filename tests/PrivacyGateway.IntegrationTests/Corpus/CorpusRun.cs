using System.Diagnostics;
using System.Reflection;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Corpus;

/// <summary>One run of <c>tests/corpus/run.sh</c> with the gateway of this build, on free ports.</summary>
/// <param name="ExitCode">0: nothing was found.</param>
/// <param name="Output">The whole output.</param>
internal sealed record CorpusRun(int ExitCode, string Output)
{
    /// <summary>The summary lines of a replay.</summary>
    public IReadOnlyList<string> Figures { get; } =
        [.. Output.Split('\n').Where(line => line.StartsWith("corpus, ", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];

    public static async Task<CorpusRun> StartAsync(CancellationToken cancellationToken)
    {
        var script = Path.Combine(Folder(typeof(CorpusRun).Assembly, "CorpusFolder"), "run.sh");
        using var process = Process.Start(new ProcessStartInfo("bash", [script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["GATEWAY_DLL"] = Folder(typeof(GatewayProcess).Assembly, "GatewayDll"),
                ["GATEWAY_PORT"] = "0",
                ["UPSTREAM_PORT"] = "0",
            },
        })!;
        try
        {
            var (output, errors) =
                (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return new CorpusRun(process.ExitCode, await output + await errors);
        }
        finally
        {
            // A cancelled run also ends its gateway.
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Folder(Assembly assembly, string key) => Path.GetFullPath(
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!);
}
