using System.Globalization;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>The gateway's metrics, as Prometheus reads them.</summary>
internal static class Scrape
{
    private static readonly HttpClient Client = new();

    public static Task<string> ReadAsync(int adminPort) => Client.GetStringAsync(new Uri($"http://127.0.0.1:{adminPort}/metrics"));

    /// <summary>The sum over all series of a metric that have these labels.</summary>
    public static async Task<int> SumAsync(int adminPort, string metric, params string[] labels) => (await ReadAsync(adminPort)).Split('\n')
        .Where(line => line.StartsWith($"{metric}{{", StringComparison.Ordinal)
            && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
        .Sum(static line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
