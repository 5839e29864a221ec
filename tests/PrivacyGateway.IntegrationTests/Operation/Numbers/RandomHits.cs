using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>
/// Requests in which everything that a client can choose is random: host, path,
/// parameters, cookies, consent values, headers. The same seed gives the same ones.
/// </summary>
internal sealed class RandomHits(ulong seed)
{
    private static readonly string[] Hosts = [NumbersFixture.Enforced, NumbersFixture.Shadow, NumbersFixture.OptIn];
    private static readonly string[] Cookies = ["miCookieOptOut", "wteid_111111111111111", "webtrekkOptOut"];

    private ulong _state = seed;

    public string Next()
    {
        var host = OneIn(10) ? $"{Word()}.test" : Pick(Hosts);
        var path = OneIn(10) ? $"/{Word()}" : $"/{RequestSpec.TrackId}/{(OneIn(20) ? "cc" : "wt")}";
        var query = $"p=600,{Word()}&eid={Word()}&{Word()}={Word()}&cd={Word()}{(OneIn(10) ? "&nc=1" : "")}";
        var cookie = $"{(OneIn(3) ? Word() : Pick(Cookies))}={(OneIn(2) ? "1" : Word())}";
        var site = OneIn(2) ? "Sec-Fetch-Site: same-site\r\n" : "";
        return $"GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {Word()}\r\nX-{Word()}: {Word()}\r\n{site}Cookie: "
            + $"{cookie}\r\n\r\n";
    }

    private string Word() => Draw().ToString("x", CultureInfo.InvariantCulture);

    private string Pick(string[] words) => words[Draw() % (ulong)words.Length];

    private bool OneIn(ulong many) => Draw() % many == 0;

    /// <summary>SplitMix64.</summary>
    private ulong Draw()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
