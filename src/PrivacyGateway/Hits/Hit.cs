using System.Net;

namespace PrivacyGateway.Hits;

/// <summary>A tracking request as received; nothing is decoded.</summary>
/// <param name="Method">As sent; methods are case-sensitive.</param>
/// <param name="Kind">The type of the request, from its path.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">All headers in order, repeated ones included.</param>
/// <param name="Body">The whole body as received; empty without one.</param>
/// <param name="ClientAddress">The client address, or null if unknown. It is not even formatted for an anonymous hit.</param>
/// <param name="DecodedBody">The decompressed body, or null without a supported <c>Content-Encoding</c>.</param>
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

    /// <summary>
    /// The time of receipt by the gateway's clock; the age of a consent is
    /// measured against it. Unset, no consent with a timestamp is valid.
    /// </summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The cookies of all <c>Cookie</c> headers: browsers send one, HTTP/2 and careless clients several.</summary>
    public CookieLines Cookies { get; private init; } = new(Headers);

    /// <summary>The body that is read and rewritten: decompressed if it was compressed.</summary>
    public ReadOnlyMemory<byte> PlainBody => DecodedBody ?? Body;

    /// <summary>Whether <see cref="PlainBody"/> can be read as hits.</summary>
    public BodyFormat BodyFormat { get; } = HitBody.DetectFormat(
        Headers, (DecodedBody ?? Body).Span, isDecoded: DecodedBody is not null, isBatch: Kind == HitKind.Batch);

    /// <summary>Returns the first header of that name, or null.</summary>
    public string? FindHeader(string name)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (Headers[i].Is(name))
                return Headers[i].Value;
        }

        return null;
    }
}
