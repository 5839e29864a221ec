using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>A browser with a cookie jar: what the gateway sets, it sends from then on.</summary>
internal sealed class Visitor(int port, string host)
{
    /// <summary>The jar; the pixel and the shop write into it too.</summary>
    public SortedDictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public Task<RawAnswer> SeeAsync(string query, params string[] headers) => GetAsync($"/{Ask.TrackId}/wt?{query}", headers);

    public Task<RawAnswer> GetAsync(string target, params string[] headers) => SendAsync(Ask.Get(host, target, headers));

    public Task<RawAnswer> PostAsync(string target, string body, params string[] headers) => SendAsync(Ask.Post(host, target, body, headers));

    private async Task<RawAnswer> SendAsync(Ask ask)
    {
        var jar = string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        var answer = await RawClient.SendAsync(port, (Cookies.Count == 0 ? ask : ask with { Headers = [.. ask.Headers, $"Cookie: {jar}"] }).Bytes());
        foreach (var line in answer.HeaderValues("Set-Cookie"))
            Keep(line);
        return answer;
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
