using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>A browser with cookies: it sends every cookie that the gateway has set.</summary>
internal sealed class Visitor(int port, string host)
{
    /// <summary>The cookies; the pixel and the shop write them too.</summary>
    public SortedDictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public Task<RawResponse> SeeAsync(string query, params string[] headers) => GetAsync($"/{RequestSpec.TrackId}/wt?{query}", headers);

    public Task<RawResponse> GetAsync(string target, params string[] headers) => SendAsync(RequestSpec.Get(host, target, headers));

    public Task<RawResponse> PostAsync(string target, string body, params string[] headers) =>
        SendAsync(RequestSpec.Post(host, target, body, headers));

    private async Task<RawResponse> SendAsync(RequestSpec spec)
    {
        var jar = string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        var response = await RawClient.SendAsync(
            port, (Cookies.Count == 0 ? spec : spec with { Headers = [.. spec.Headers, $"Cookie: {jar}"] }).Bytes());
        foreach (var line in response.HeaderValues("Set-Cookie"))
            Keep(line);
        return response;
    }

    private void Keep(string line)
    {
        var parts = line.Split(';', StringSplitOptions.TrimEntries);
        var (name, value) = (parts[0].Split('=', 2)[0], parts[0].Split('=', 2)[1]);
        if (parts.Contains("Max-Age=0", StringComparer.OrdinalIgnoreCase))
            Cookies.Remove(name);
        else
            Cookies[name] = value;
    }
}
