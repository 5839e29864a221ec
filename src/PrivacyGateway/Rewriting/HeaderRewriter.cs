using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Selects the request headers to forward. Headers that the Vocabulary does not list are stripped.</summary>
internal static class HeaderRewriter
{
    private static readonly HeaderLine LoopMark = new(HeaderNames.Loop, HeaderNames.LoopToken);
    private static readonly HeaderIndex Listed = new(NameLocation.RequestHeader);

    /// <summary>Returns the headers of an anonymous hit.</summary>
    /// <param name="hit">The hit as received.</param>
    /// <param name="coarsens">Whether <c>User-Agent</c> and <c>Accept-Language</c> are generalized.</param>
    /// <param name="trace">Records what is stripped.</param>
    public static List<HeaderLine> RewriteAnonymous(Hit hit, bool coarsens, Trace trace)
    {
        var kept = new List<HeaderLine>(8);
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            var header = hit.Headers[i];
            if (Listed.FindCategory(header.Name) == DataCategory.Transport && !Contains(kept, header.Name)
                && Restrict(header, hit, coarsens) is { } restricted)
                kept.Add(restricted);
            else
                trace.AddStripped(header);
        }

        kept.Add(LoopMark);
        return kept;
    }

    /// <summary>Returns the headers of an identified hit, without cookies and client address.</summary>
    public static List<HeaderLine> RewriteIdentified(Hit hit, Trace trace)
    {
        var kept = new List<HeaderLine>(16);
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            var header = hit.Headers[i];
            if (Listed.FindCategory(header.Name) is DataCategory.Transport or DataCategory.Browser)
                kept.Add(header);
            else
                trace.AddStripped(header);
        }

        kept.Add(LoopMark);
        return kept;
    }

    /// <summary>Restricts a header to a closed form; null if it is not forwarded.</summary>
    private static HeaderLine? Restrict(HeaderLine header, Hit hit, bool coarsens)
    {
        if (header.Is("Content-Type"))
            return ContentType.Restrict(hit) is { } type ? new HeaderLine("Content-Type", type) : null;
        if (header.Is("User-Agent"))
            return new HeaderLine(
                "User-Agent", coarsens ? GeneralUserAgent.Generalize(header.Value) : PlainHeader.RestrictUserAgent(header.Value));
        if (header.Is("Accept"))
            return new HeaderLine("Accept", coarsens ? "*/*" : PlainHeader.RestrictAccept(header.Value));
        return header.Is("Accept-Language")
            ? new HeaderLine(
                "Accept-Language", coarsens ? GeneralLanguage.Generalize(header.Value) : PlainHeader.RestrictAcceptLanguage(header.Value))
            : null;
    }

    private static bool Contains(List<HeaderLine> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Is(name))
                return true;
        }

        return false;
    }
}
