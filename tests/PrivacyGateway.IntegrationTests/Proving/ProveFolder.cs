using System.Diagnostics;
using System.Text.Json;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Proving;

/// <summary>A run of <c>prove</c> with its files in a fresh folder.</summary>
internal sealed class ProveFolder : IDisposable
{
    public const string At = "2026-11-25T08:00:00Z";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-prove-test-");

    private ProveFolder()
    {
    }

    public GatewayCommand Run { get; private set; } = null!;

    public string Out => Path.Combine(_folder.FullName, "evidence");

    public string LastLine => Run.Output.TrimEnd('\n').Split('\n')[^1];

    public string PathOf(string name) => Path.Combine(Out, name);

    public JsonElement Report()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf("report.json")));
        return json.RootElement.Clone();
    }

    public static async Task<ProveFolder> RunAsync(string config, params string[] options)
    {
        var folder = new ProveFolder();
        var file = Path.Combine(folder._folder.FullName, "proxy.json");
        await File.WriteAllTextAsync(file, config);
        folder.Run = await GatewayCommand.RunAsync(["prove", "--config", file, "--out", folder.Out, "--at", At, .. options]);
        return folder;
    }

    /// <summary>The same run with files that may be altered.</summary>
    public ProveFolder Copy()
    {
        var copy = new ProveFolder { Run = Run };
        Directory.CreateDirectory(copy.Out);
        foreach (var file in Directory.EnumerateFiles(Out))
            File.Copy(file, copy.PathOf(Path.GetFileName(file)));
        return copy;
    }

    /// <summary>Runs the script as a reader of the report would.</summary>
    public async Task<(int ExitCode, string Output)> RecomputeAsync()
    {
        var script = Path.Combine(
            Path.GetDirectoryName(Path.GetDirectoryName(GatewayCommand.ShippedConfig()))!, "tools", "recompute-verdict.py");
        var start = new ProcessStartInfo("python3", [script, Out])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = HangLimit.Start();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await error);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
