using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>The specification's own configuration (3.1), as most situations need it.</summary>
public abstract class OptOutFixture(Browser browser) : BrowserFixture(browser, (Host, Policies.OptOut))
{
    public const string Host = "track.shop.test";

    /// <summary>A page with the same block as the policy.</summary>
    public Browsing.PixelPage Page => new(At(Host)) { Advanced = Browsing.PixelPage.OptOut };
}
