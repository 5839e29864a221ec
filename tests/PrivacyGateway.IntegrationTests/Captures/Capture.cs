using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>One request that the real pixel sent in the real Chromium; its number is its place in the file, from 1.</summary>
internal sealed record Capture(
    int Number,
    string Scenario,
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body)
{
    /// <summary>When the capturing server received it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public string? Cookie => Headers.Where(header => header.Key == "Cookie").Select(header => header.Value).SingleOrDefault();

    /// <summary>The hit's parameters with their raw text, in order, from query or body.</summary>
    public IReadOnlyList<string> Parameters
    {
        get
        {
            var text = Body.Length > 0 ? Encoding.Latin1.GetString(Body) : Target;
            var query = text.IndexOf('?', StringComparison.Ordinal);
            return query < 0 ? [] : text[(query + 1)..].Split('&');
        }
    }

    /// <summary>The captured request with another host, and with a cookie appended if one is given.</summary>
    public byte[] RequestTo(string host, string? addedCookie)
    {
        var headers = SentHeaders(addedCookie).Select(header => header.Key == "Host" ? new("Host", host) : header);
        return RawRequest.Build(Method, Target, headers, Body.Length > 0 ? Body : null);
    }

    public IReadOnlyList<KeyValuePair<string, string>> SentHeaders(string? addedCookie) =>
        addedCookie is null ? Headers
        : Cookie is null ? [.. Headers, new("Cookie", addedCookie)]
        : [.. Headers.Select(header => header.Key == "Cookie" ? new("Cookie", $"{header.Value}; {addedCookie}") : header)];

    public static string NameOf(string parameter) => parameter.Split('=', 2)[0];
}
