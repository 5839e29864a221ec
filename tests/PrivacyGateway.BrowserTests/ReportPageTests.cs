using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;

namespace PrivacyGateway.BrowserTests;

/// <summary>The sample of <c>report.html</c> in a real browser: for a screen reader, on a phone, magnified, and on paper.</summary>
public sealed class ReportPageTests
{
    private static readonly string Sample = Path.Combine(Places.RepositoryRoot, "docs", "evidence-sample", "report.html");

    [Fact]
    public async Task Sample_report_has_no_axe_violation_does_not_scroll_sideways_and_prints()
    {
        var check = await PageCheck.OfAsync(Sample, 1100, 320);

        await File.WriteAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "report-page-figures.txt"),
            [
                .. check.Views.Select(static view =>
                    $"{view.Name}: axe rules {view.Rules}, violations {view.Violations.Count}, undecided {view.Incomplete.Count}; document "
                        + $"{view.ScrollWidth} px wide in {view.ClientWidth}"),
                $"print: pages {check.Print.Pages}, bytes {check.Print.Bytes}",
            ],
            TestContext.Current.CancellationToken);
        Assert.Equal(["1100 px", "320 px", "1280 px at 400 %"], check.Views.Select(static view => view.Name));
        Assert.All(check.Views, static view =>
        {
            Assert.InRange(view.Rules, 20, int.MaxValue);
            Assert.Empty(view.Violations.Concat(view.Incomplete));
            Assert.Equal((view.ClientWidth, 0d), (view.ScrollWidth, view.Scrolled));
            Assert.Single(view.Requests);
        });
        Assert.Equal("%PDF-", check.Print.Start);
        Assert.InRange(check.Print.Pages, 2, int.MaxValue);
    }

    [Fact]
    public async Task Page_check_reports_a_page_with_accessibility_mistakes()
    {
        var folder = Directory.CreateTempSubdirectory("privacy-gateway-page-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.html");
            await File.WriteAllTextAsync(
                file,
                """<!DOCTYPE html><html><head><title>x</title></head><body><p style="color: #ccc; background: #fff">faint</p><p style="width: 700px">wide</p></body></html>""",
                TestContext.Current.CancellationToken);

            var check = await PageCheck.OfAsync(file, 1100, 320);

            Assert.All(check.Views, static view =>
            {
                Assert.Contains(view.Violations, static violation => violation.StartsWith("html-has-lang:", StringComparison.Ordinal));
                Assert.Contains(view.Violations, static violation => violation.StartsWith("color-contrast:", StringComparison.Ordinal));
            });
            Assert.Equal([false, true, true], check.Views.Select(static view => view.ScrollWidth > view.ClientWidth && view.Scrolled > 0));
            Assert.Equal(1, check.Print.Pages);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
