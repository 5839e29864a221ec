using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A request as a test writes it down: only the given parts are sent.</summary>
internal sealed record RequestSpec(string Host, string Target)
{
    public const string TrackId = "111111111111111";

    public string Method { get; init; } = "GET";

    /// <summary>Headers after <c>Host</c>, "Name: value".</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Latin-1; null for none. Its length is stated unless a header already frames it.</summary>
    public string? Body { get; init; }

    public static RequestSpec Get(string host, string target, params string[] headers) => new(host, target) { Headers = headers };

    /// <summary>A hit of one page in the query.</summary>
    public static RequestSpec Hit(string host, string query, params string[] headers) => Get(host, $"/{TrackId}/wt?{query}", headers);

    public static RequestSpec Post(string host, string target, string? body, params string[] headers) =>
        new(host, target) { Method = "POST", Headers = headers, Body = body ?? "" };

    /// <summary>A batch as the SDKs and the beacon send it.</summary>
    public static RequestSpec Batch(string host, string body, params string[] headers) =>
        Post(host, $"/{TrackId}/batch", body, ["Content-Type: text/plain;charset=UTF-8", .. headers]);

    public byte[] Bytes() => RawRequest.Build(
        Method,
        Target,
        Headers.Prepend($"Host: {Host}").Select(Line),
        Body is null ? null : Encoding.Latin1.GetBytes(Body));

    private static KeyValuePair<string, string> Line(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return new(line[..colon], line[(colon + 1)..].TrimStart());
    }
}
