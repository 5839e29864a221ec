using System.Diagnostics;
using System.Reflection;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The demo as a user starts it, until the test is over.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private readonly Process _process;

    private DemoProcess(Process process) => _process = process;

    /// <summary>The URL in its first line.</summary>
    public Uri Page { get; private set; } = null!;

    /// <summary>Waits for the first line, which names the page.</summary>
    public static async Task<DemoProcess> StartAsync(string urls)
    {
        var dll = typeof(GatewayProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "GatewayDll").Value!;
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(dll), "demo", "--urls", urls])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        var demo = new DemoProcess(Process.Start(start)!);
        var words = (await demo.LineAsync()).Split(' ');
        Assert.Equal("Open", words[0]);
        demo.Page = new Uri(words[1]);
        return demo;
    }

    public async Task<string> LineAsync() =>
        await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException(
            "The demo has ended.");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
