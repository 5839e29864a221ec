using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>
/// The bytes of an anonymous hit once more before they leave, whatever was decided before: no identifying name, no header beyond
/// the list, no cookie of the vendor's. It shares only the Vocabulary with those who rewrote the hit.
/// </summary>
internal static class LastLook
{
    private static readonly HeaderIndex Listed = new(Place.RequestHeader);

    /// <returns>The row of the Vocabulary, or the kind of thing, that should not be there; null if all is well.</returns>
    public static string? Find(RewrittenHit hit)
    {
        if (!hit.IsAnonymous)
            return null;
        return FindInHeaders(hit.Headers) ?? FindInTarget(hit.Target) ?? FindInLines(hit.Body.GetValueOrDefault().Span);
    }

    private static string? FindInHeaders(IReadOnlyList<HeaderLine> headers)
    {
        foreach (var header in headers)
        {
            if (!header.Is("Cookie") && !header.Is(HeaderNames.Loop) && Listed.KindOf(header.Name) != Kind.Transport)
                return "(header)";
        }

        foreach (var cookie in new CookieLines(headers))
        {
            if (Vocabulary.FindCookie(cookie.Name) is { } entry)
                return entry.Name;
        }

        return null;
    }

    private static string? FindInTarget(string target)
    {
        var mark = target.IndexOf('?');
        return mark < 0 ? null : FindInQuery(Encoding.Latin1.GetBytes(target[(mark + 1)..]));
    }

    private static string? FindInLines(ReadOnlySpan<byte> body)
    {
        var lines = new BatchLines(body);
        while (lines.MoveNext())
        {
            if (FindInQuery(lines.Query) is { } name)
                return name;
        }

        return null;
    }

    private static string? FindInQuery(ReadOnlySpan<byte> query)
    {
        foreach (var range in query.Split((byte)'&'))
        {
            if (FindInPair(query[range]) is { } name)
                return name;
        }

        return null;
    }

    private static string? FindInPair(ReadOnlySpan<byte> pair)
    {
        using var scratch = new Scratch(pair.Length);
        var decoded = scratch.Decode(pair);
        if (!decoded.IsSettled)
            return "(undecodable)";

        Span<char> name = stackalloc char[CanonicalName.MaxLength];
        var names = new PairWalker(decoded.Text);
        while (names.MoveNext())
        {
            if ((names.HasValue || names.Start == 0)
                && CanonicalName.TryWrite(names.Name, name, out var length)
                && Vocabulary.FindParameter(name[..length]) is { Kind: Kind.Identity or Kind.Contact } entry)
            {
                return entry.Name;
            }
        }

        return null;
    }
}
