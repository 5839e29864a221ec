using System.Net;
using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

/// <summary>Hits as a browser or an SDK sends them.</summary>
internal static class SampleHit
{
    public const string Path = "/111111111111111/wt";
    public const string BatchPath = "/111111111111111/batch";

    /// <summary>When every sample is received.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>An image request with this query.</summary>
    public static Hit Get(string query, params (string Name, string Value)[] headers) => Create("GET", $"{Path}?{query}", "", headers);

    public static Hit Post(string target, string body, params (string Name, string Value)[] headers) =>
        Create("POST", target, body, headers);

    /// <param name="method">As on the request line.</param>
    /// <param name="target">Path and query, Latin-1.</param>
    /// <param name="body">Latin-1.</param>
    /// <param name="headers">In order.</param>
    public static Hit Create(string method, string target, string body, params (string Name, string Value)[] headers) =>
        Create(method, target, Encoding.Latin1.GetBytes(body), headers);

    public static Hit Create(string method, string target, byte[] body, params (string Name, string Value)[] headers)
    {
        var parsed = HitTarget.Parse(target);
        return new Hit(
            method,
            Dialect.Classify(parsed.Path),
            parsed,
            [.. headers.Select(header => new HeaderLine(header.Name, header.Value))],
            body,
            IPAddress.Parse("203.0.113.77"))
        {
            ReceivedAt = Now,
        };
    }
}
