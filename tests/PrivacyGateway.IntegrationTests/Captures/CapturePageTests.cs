using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>
/// The captured requests of the real pixel, each at the moment at which it was received: the contradictions between page and policy.
/// The gateway runs within this process, because its clock is set to that moment.
/// </summary>
[Collection(CounterCollection.Name)]
public sealed class CapturePageTests(ITestOutputHelper output)
{
    private const string Misspelt = "5-misspelled-optin";

    /// <summary>
    /// Written by hand from the captures. A cookie with the value 0 is not consent, and a hit from the pixel's queue is not compared.
    /// </summary>
    private const string OtherPolarity = """
        2-anon-optout-cookie marked-despite-consent 3
        3-optin-nocookie-anon marked-without-opt-out 3
        4-optin-with-cookie-identified identified-despite-opt-out 3
        7-cookie-empty identified-without-consent 3
        9-anon-no-suppress-list marked-despite-consent 3
        11-cookie3-anon marked-despite-consent 3
        12-switch-mid-session identified-without-consent 2
        12-switch-mid-session marked-despite-consent 1
        15-beacon-anon marked-despite-consent 3
        17-param-obfuscation-anon marked-despite-consent 3
        19-temp-session-id-anon marked-despite-consent 3
        20-force-new-session-anon marked-despite-consent 1
        22-queue-before-optout identified-without-consent 1
        27-anon-old-cookies-remain marked-despite-consent 3
        31-light-bundle-anon marked-despite-consent 3
        33-tabbrowsing-after-optout identified-without-consent 1
        33-tabbrowsing-after-optout marked-despite-consent 1
        34-order-products-anon marked-despite-consent 1
        36-samesite-subframe marked-despite-consent 1
        40-anon-url-eid-in-pu marked-despite-consent 3
        43-external-referrer-anon marked-despite-consent 1
        46-odd-cookie-name identified-without-consent 1
        52-form-anon marked-despite-consent 1
        """;

    /// <summary>
    /// Pages in opt-in polarity; the misspelt one intends to be. All others that enable the function are in opt-out polarity.
    /// </summary>
    private static readonly string[] OptInPages = ["3-optin-nocookie-anon", "4-optin-with-cookie-identified", Misspelt];

    [Fact]
    public async Task Only_the_misspelt_page_contradicts_its_own_policy()
    {
        var counted = await CountAsync(static (_, capture) => capture.ReceivedAt, static capture => [PolicyOf(capture)]);

        output.WriteLine($"captures under their own policy: {counted.Values.Sum()} mismatches, all of {Misspelt}");
        Assert.Equal([$"{Misspelt} identified-without-consent 3"], Lines(counted));
    }

    [Fact]
    public async Task Captures_that_show_the_other_polarity_are_counted_as_mismatches()
    {
        var counted = await CountAsync(static (_, capture) => capture.ReceivedAt,
            static capture => PolicyOf(capture) switch { "optin" => ["optout"], "optout" => ["optin"], _ => [] });

        Assert.Equal(OtherPolarity.Split('\n').Order(StringComparer.Ordinal), Lines(counted));
    }

    [Theory]
    [InlineData("sent again 5 seconds later", 5)]
    [InlineData("sent again 5 minutes later", 300)]
    [InlineData("replayed days later", 432_000)]
    [InlineData("sent a little more than a second later", 1.3)]
    public async Task Late_capture_is_not_counted_as_a_mismatch_under_any_policy(string how, double seconds)
    {
        var counted = await CountAsync((_, capture) => capture.ReceivedAt.AddSeconds(seconds), static _ => ["optout", "optin", "disabled"]);

        Assert.True(counted.Count == 0, $"{how}: {string.Join('\n', Lines(counted))}");
    }

    private static string PolicyOf(Capture capture) =>
        OptInPages.Contains(capture.Scenario) ? "optin" : capture.Target.Contains("pf=112", StringComparison.Ordinal)
            || capture.Body.AsSpan().IndexOf("pf=112"u8) >= 0 ? "optout" : "disabled";

    private static async Task<SortedDictionary<string, long>> CountAsync(
        Func<string, Capture, DateTimeOffset> when, Func<Capture, string[]> policies)
    {
        await using var trackDomain = new RecordingTrackDomain();
        var clock = new SetClock();
        using var listener = new CountedMeasurements();
        var (gateway, port) = await HostInProcess.StartAsync(ReplayPolicy.ConfigFor(trackDomain.Address), clock);
        await using var _ = gateway;
        var counted = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var before = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var capture in CaptureFile.Read())
        {
            foreach (var policy in policies(capture))
            {
                clock.Set(when(policy, capture));
                await RawClient.SendAsync(port, capture.RequestTo(
                    ReplayPolicy.All.Single(one => one.Host.StartsWith(policy, StringComparison.Ordinal)).Host, addedCookie: null));
                foreach (
                    var line in listener.Read().Where(static line => line.StartsWith("gateway.page.mismatch ", StringComparison.Ordinal)))
                {
                    // gateway.page.mismatch route=optin kind=marked-despite-consent 3
                    var end = line.LastIndexOf(' ');
                    var (series, count) = (line[..end], long.Parse(line[end..], CultureInfo.InvariantCulture));
                    var gained = count - before.GetValueOrDefault(series);
                    before[series] = count;
                    var name = $"{capture.Scenario} {series[(series.IndexOf("kind=", StringComparison.Ordinal) + "kind=".Length)..]}";
                    if (gained > 0)
                        counted[name] = counted.GetValueOrDefault(name) + gained;
                }
            }
        }

        return counted;
    }

    private static List<string> Lines(SortedDictionary<string, long> counted) =>
        [.. counted.Select(static pair => $"{pair.Key} {pair.Value}")];
}
