using System.Diagnostics;

namespace PrivacyGateway.IntegrationTests.Operation.Kubernetes;

/// <summary>The <c>kubectl</c> of this machine, which renders overlays without a cluster.</summary>
internal static class Kubectl
{
    private const int KustomizeAtLeast = 5;
    private const string VersionMark = "Kustomize Version: v";

    /// <summary>Why nothing can be rendered here, or null.</summary>
    public static string? Missing { get; } = Explain();

    public static string Kustomize(string folder) => Run("kustomize", folder);

    private static string? Explain()
    {
        try
        {
            var version = Run("version", "--client");
            var at = version.IndexOf(VersionMark, StringComparison.Ordinal);
            return at >= 0 && int.Parse(version.AsSpan(at + VersionMark.Length, 1)) >= KustomizeAtLeast
                ? null
                : "kubernetes: the kubectl of this machine renders with a kustomize older than 5";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "kubernetes: no kubectl on this machine";
        }
    }

    private static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"kubectl {string.Join(' ', arguments)}: {error.Result}");
        return output;
    }
}
