using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

[assembly: AssemblyFixture(typeof(Browser))]

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>One Chromium for all tests, and the three figures at the end.</summary>
public sealed class Browser : IAsyncLifetime
{
    private Driver? _driver;

    public TestCertificate Certificate { get; } = new();

    public async ValueTask InitializeAsync() => _driver = await Driver.StartAsync(Certificate);

    public Task<Visit> VisitAsync(PixelPage page, IEnumerable<BrowserCookie>? cookies = null, bool clock = false) =>
        Visit.StartAsync(_driver!, page, cookies, clock);

    public async ValueTask DisposeAsync()
    {
        if (_driver is not null)
        {
            await _driver.DisposeAsync();
        }

        Certificate.Dispose();
        Figures.Publish();
    }
}
