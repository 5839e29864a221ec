using System.Security.Cryptography;
using System.Xml.Linq;

namespace PrivacyGateway.IntegrationTests.Proving;

/// <summary><c>report.html</c> of a real run, for readers, printers and screen readers.</summary>
public sealed class ReportPageTests(SharedProofs proofs)
{
    [Fact]
    public async Task Report_page_is_one_bilingual_file_that_loads_nothing_and_names_its_run()
    {
        var proof = await proofs.Standard;
        var page = await File.ReadAllTextAsync(proof.PathOf("report.html"), TestContext.Current.CancellationToken);
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(proof.PathOf("report.json"), TestContext.Current.CancellationToken)));
        var document = XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace(
            "charset=\"utf-8\">", "charset=\"utf-8\"/>", StringComparison.Ordinal)
            .Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal).Replace(
                "content=\"no-referrer\">", "content=\"no-referrer\"/>", StringComparison.Ordinal)
            .Replace("'unsafe-inline'\">", "'unsafe-inline'\"/>", StringComparison.Ordinal));

        Assert.DoesNotContain(
            document.Descendants(), static element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["en", "de"], document.Descendants("article").Select(static article => article.Attribute("lang")!.Value));
        Assert.Equal(2, document.Descendants("dd").Count(fact => fact.Value == hash));
        Assert.Equal(2, document.Descendants("dd").Count(static fact => fact.Value == ProveFolder.At));
        foreach (var word in new[] { "compliant", "proof of compliance", "konform" })
            Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase);

        Assert.All(document.Descendants("th"), static cell => Assert.Contains(cell.Attribute("scope")?.Value, new[] { "col", "row" }));
        Assert.All(document.Descendants("table"), static table => Assert.Single(table.Elements("caption")));
        Assert.Single(document.Descendants("h1"));
        var levels = document.Descendants().Where(static element => element.Name.LocalName is ['h', >= '1' and <= '6'])
            .Select(static heading => heading.Name.LocalName[1] - '0').ToArray();
        Assert.All(levels.Zip(levels.Skip(1)), static pair => Assert.True(
            pair.Second <= pair.First + 1, $"A heading of level {pair.Second} follows one of level {pair.First}."));
        var ids = document.Descendants().Attributes("id").Select(static id => id.Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Page_one_warns_about_shadow_mode_a_route_without_policy_and_a_foreign_origin()
    {
        var config = SharedProofs.ShippedWith(
            ("\"level\": \"standard\"", "\"enforce\": false"),
            ("\"Routes\": {",
                "\"Routes\": { \"bare\": { \"ClusterId\": \"track-domain\", \"Match\": { \"Hosts\": [\"bare.shop.example\"] }, "
                    + "\"Metadata\": { \"PrivacyPolicy\": \"none\" } },"),
            ("\"allowedOrigins\": [", "\"allowedOrigins\": [\"https://www.partner.example\", "));

        using var proof = await ProveFolder.RunAsync(config);
        var page = await File.ReadAllTextAsync(proof.PathOf("report.html"), TestContext.Current.CancellationToken);

        Assert.Equal(1, proof.Run.ExitCode);
        foreach (var flag in new[]
        {
            "Policy default is in shadow mode", "Richtlinie default läuft im Schattenmodus", "Route bare (bare.shop.example) has no policy",
                "Route bare (bare.shop.example) hat keine Richtlinie",
            "pages of https://www.partner.example", "Seiten von https://www.partner.example",
        })
        {
            var at = System.Net.WebUtility.HtmlDecode(page).IndexOf(flag, StringComparison.Ordinal);
            Assert.True(at > 0, flag);
        }

        Assert.Contains("<p class=\"red\">Policy default is in shadow mode", page, StringComparison.Ordinal);
        Assert.Equal(["shadow", "no-policy", "foreign-origin"], proof.Report().GetProperty("flags").EnumerateArray()
            .Select(static flag => flag.GetProperty("id").GetString()));
        Assert.Contains(proof.Report().GetProperty("subjects").EnumerateArray(), static subject => subject.GetProperty("route")
            .GetString() == "bare" && subject.GetProperty("left").GetArrayLength() > 100);
    }
}
