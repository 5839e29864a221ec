using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>The pages of the admin listener in a real browser: wide, narrow, magnified, in the dark, in forced colours.</summary>
public sealed class AdminPagesTests(AdminPagesTests.Fixture fixture) : IClassFixture<AdminPagesTests.Fixture>
{
    [Fact]
    public async Task State_page_has_no_axe_violation_no_console_error_and_does_not_scroll_sideways()
    {
        var check = await PageCheck.OfAsync($"http://127.0.0.1:{fixture.AdminPort}/", 1100, 360, 320);

        Assert.Equal(
            ["1100 px", "360 px", "320 px", "1280 px at 400 %", "dark", "forced colours"], check.Views.Select(static view => view.Name));
        Assert.All(check.Views, view =>
        {
            Assert.InRange(view.Rules, 20, int.MaxValue);
            Assert.Empty(view.Violations.Concat(view.Incomplete).Concat(view.Messages));
            Assert.Equal((view.ClientWidth, 0d), (view.ScrollWidth, view.Scrolled));
            Assert.All(
                view.Requests, request => Assert.StartsWith($"http://127.0.0.1:{fixture.AdminPort}/", request, StringComparison.Ordinal));
        });
    }

    public sealed class Fixture(Browser browser) : OptOutFixture(browser);
}
