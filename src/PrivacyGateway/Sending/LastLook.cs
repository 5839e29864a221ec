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
        return FindInHeaders(hit.Headers) ?? FindInTarget(hit.Target.Span) ?? FindInLines(hit.Body.GetValueOrDefault().Span);
    }

    private static string? FindInHeaders(IReadOnlyList<HeaderLine> headers)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            var header = headers[i];
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

    private static string? FindInTarget(ReadOnlySpan<byte> target)
    {
        var mark = target.IndexOf((byte)'?');
        return mark < 0 ? null : FindInQuery(target[(mark + 1)..]);
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
        using var scratch = new Scratch(query.Length);
        foreach (var range in query.Split((byte)'&'))
        {
            var decoded = scratch.Decode(query[range]);
            if ((decoded.IsSettled ? FindInText(decoded.Text) : "(undecodable)") is { } name)
                return name;
        }

        return null;
    }

    private static string? FindInText(ReadOnlySpan<byte> text)
    {
        Span<char> name = stackalloc char[CanonicalName.MaxLength];
        var names = new PairWalker(text);
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
