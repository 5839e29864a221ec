using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Schema;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>
/// <c>explain --har</c> on a Chromium recording of the specification's page, compared with the hits that the gateway forwarded.
/// </summary>
public sealed class ExplainHarTests(ExplainHarTests.Shop fixture) : IClassFixture<ExplainHarTests.Shop>
{
    private static readonly string GatewayDll = Path.GetFullPath(typeof(GatewayProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "GatewayDll").Value!);

    [Theory]
    [InlineData(PixelPage.OptOut, "identified")]
    [InlineData(PixelPage.OptOut, "anonymous")]
    [InlineData("{}", "anonymous")]
    [InlineData("""{ "requestType": "beacon" }""", "identified")]
    [InlineData("""{ "requestType": "beacon" }""", "anonymous")]
    [InlineData("""{ "requestObfuscation": true }""", "anonymous")]
    public async Task Explain_lists_every_hit_of_a_HAR_recording_as_the_gateway_treated_it(string advanced, string decision)
    {
        var page = new PixelPage(fixture.At(Shop.Host)).With(advanced);
        var consent = decision == "anonymous" ? [new BrowserCookie("miCookieOptOut", "1")] : Array.Empty<BrowserCookie>();
        await using var visit = await fixture.VisitAsync(page, consent);
        await visit.RecordAsync();
        await Walk.ThreeHitsAsync(fixture, visit);
        var folder = Directory.CreateTempSubdirectory("privacy-gateway-har-");
        try
        {
            var har = Path.Combine(folder.FullName, "shop.har");
            await File.WriteAllTextAsync(har, await visit.HarAsync(), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "proxy.json"), fixture.Configuration, TestContext.Current.CancellationToken);

            var list = await ExplainAsync(folder.FullName, "--har", har);
            Assert.StartsWith($"{har}: {fixture.TrackDomain.Requests.Count} hits, ", list, StringComparison.Ordinal);
            Assert.Equal(fixture.TrackDomain.Requests.Count, list.Split('\n')
                .Count(row => row.Contains(decision, StringComparison.Ordinal) && row.EndsWith("track domain", StringComparison.Ordinal)));

            for (var i = 0; i < fixture.TrackDomain.Requests.Count; i++)
            {
                var json = await ExplainAsync(folder.FullName, "--har", har, "--json", "--detail", $"{i + 1}");
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{i}.json"), json, TestContext.Current.CancellationToken);
                Assert.Equal(
                    fixture.TrackDomain.Requests[i].Target, TargetOf(JsonElement.Parse(json).GetProperty("detail").GetProperty("after")));
            }

            var check = await SchemaCheck.OfExplanationsAsync(Directory.GetFiles(folder.FullName, "?.json"));
            Assert.True(check.ExitCode == 0, check.Output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The first line is the path; each parameter of the query is a line indented by four spaces.</summary>
    private static string TargetOf(JsonElement after)
    {
        var lines = after.EnumerateArray().Select(static line => line.GetString()!).ToList();
        var query = string.Concat(
            lines.Skip(1).TakeWhile(static line => line.StartsWith("    ", StringComparison.Ordinal)).Select(static line => line[4..]));
        var path = lines[0][(lines[0].IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    private static async Task<string> ExplainAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [GatewayDll, "explain", "--config", Path.Combine(folder, "proxy.json"), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        return (await output).TrimEnd();
    }

    public sealed class Shop(Browser browser) : BrowserFixture(browser, (Host, Policies.OptOut))
    {
        public const string Host = "track.shop.test";
    }
}
