using System.Net;

namespace PrivacyGateway.Hits;

/// <summary>A tracking request as data: what the browser sent, nothing decoded.</summary>
/// <param name="Method">As sent; methods are case-sensitive.</param>
/// <param name="Kind">What the path asks for.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">Every line in order, also repeated ones.</param>
/// <param name="Body">The whole body as it came; empty where there is none.</param>
/// <param name="ClientAddress">The visitor's address, or null where it is unknown. An anonymous hit never even writes it out.</param>
/// <param name="DecodedBody">The body without its <c>Content-Encoding</c>, where it had one that could be undone.</param>
internal sealed record Hit(
    string Method,
    HitKind Kind,
    HitTarget Target,
    IReadOnlyList<HeaderLine> Headers,
    ReadOnlyMemory<byte> Body,
    IPAddress? ClientAddress = null,
    ReadOnlyMemory<byte>? DecodedBody = null)
{
    public IReadOnlyList<HeaderLine> Headers
    {
        get;
        init => (field, Cookies) = (value, new CookieLines(value));
    } = Headers;

    /// <summary>Every <c>Cookie</c> line: browsers send one, HTTP/2 and careless clients several.</summary>
    public CookieLines Cookies { get; private init; } = new(Headers);

    /// <summary>The body as it is read and rewritten.</summary>
    public ReadOnlyMemory<byte> PlainBody => DecodedBody ?? Body;

    /// <summary>Whether the plain body can be read as hits.</summary>
    public BodyFormat BodyFormat { get; } = HitBody.FormatOf(Headers, (DecodedBody ?? Body).Span, isDecoded: DecodedBody is not null, isBatch: Kind == HitKind.Batch);

    /// <summary>The first line of that name, or null.</summary>
    public string? Header(string name)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (Headers[i].Is(name))
                return Headers[i].Value;
        }

        return null;
    }
}
