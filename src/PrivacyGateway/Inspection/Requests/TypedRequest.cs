using System.Net;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Inspection.Requests;

/// <summary>A request from the command line, a pasted text or a recording. Its strings have one character per byte.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The request target in origin form.</param>
/// <param name="Headers">The headers in order, without Host.</param>
/// <param name="Body">Empty without a body.</param>
internal sealed record TypedRequest(string Method, string Target, IReadOnlyList<HeaderLine> Headers, byte[] Body)
{
    /// <summary>The host, with its port if there is one; null if unknown.</summary>
    public string? Host { get; init; }

    /// <summary>Whether the URL's scheme is http.</summary>
    public bool IsPlainHttp { get; init; }

    /// <summary>When the browser sent the request; null for now.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why the request cannot be judged, such as a body that was not recorded; null if it can.</summary>
    public string? Defect { get; init; }

    /// <summary>The kind of hit by its path alone, without a policy's static paths.</summary>
    public HitKind Kind => Dialect.Classify(HitTarget.Parse(Target).Path);

    /// <param name="url">An absolute URL, or a request target.</param>
    /// <returns>A GET request. Nothing is decoded; a fragment is removed, as browsers do.</returns>
    public static TypedRequest FromUrl(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return new TypedRequest("GET", WireText.From(url.StartsWith('/') ? url : "/" + url), [], []);

        var rest = url[(scheme + 3)..].Split('#')[0];
        var path = rest.IndexOfAny(['/', '?']);
        var authority = path < 0 ? rest : rest[..path];
        var target = path < 0 ? "/" : rest[path..];
        return new TypedRequest("GET", WireText.From(target.StartsWith('/') ? target : "/" + target), [], [])
        {
            Host = authority[(authority.LastIndexOf('@') + 1)..],
            IsPlainHttp = url[..scheme].Equals("http", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>Appends headers; a Host header sets the host.</summary>
    public TypedRequest With(IEnumerable<HeaderLine> headers)
    {
        var all = Headers.Concat(headers).ToList();
        var host = all.FindLast(static header => header.Is("Host"));
        all.RemoveAll(static header => header.Is("Host"));
        return this with { Headers = all, Host = host.Value ?? Host };
    }

    public Hit ToHit(Policy policy, IPAddress? clientAddress = null)
    {
        var target = HitTarget.Parse(Target);
        return new Hit(Method, policy.Classify(target.Path), target, Headers, Body,
            clientAddress)
        {
            ReceivedAt = TimeProvider.System.GetUtcNow(),
        };
    }
}
