using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.IntegrationTests.Stories;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>The demo, started once, and everything that one tour of a visitor through its page has seen.</summary>
public sealed class DemoTour : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-demo-");

    internal DemoSeen Seen { get; private set; } = null!;

    /// <summary>A picture of the page.</summary>
    public string PathOf(string picture) => Path.Combine(_folder.FullName, picture);

    public async ValueTask InitializeAsync()
    {
        await using var demo = await DemoProcess.StartAsync("http://localhost:8080");
        Seen = await PageScript.RunAsync<DemoSeen>("judge-demo.mjs", demo.Page.ToString(), _folder.FullName);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
