using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Picks the request headers that go upstream. Whatever the Vocabulary does not list stays behind.</summary>
internal static class HeaderRewriter
{
    private static readonly HeaderLine LoopMark = new(HeaderNames.Loop, HeaderNames.LoopToken);
    private static readonly HeaderIndex Listed = new(Place.RequestHeader);

    /// <summary>The headers of an anonymous hit.</summary>
    /// <param name="hit">What the browser sent.</param>
    /// <param name="coarsens">Whether the browser's name and language leave in general terms only.</param>
    /// <param name="trace">Gets what stayed behind.</param>
    public static List<HeaderLine> Anonymous(Hit hit, bool coarsens, Trace trace)
    {
        var kept = new List<HeaderLine>(8);
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            var header = hit.Headers[i];
            if (Listed.KindOf(header.Name) == Kind.Transport)
                kept.Add(General(header, coarsens));
            else
                Withhold(header, RuleNames.HeaderNotListed, trace);
        }

        kept.Add(LoopMark);
        return kept;
    }

    /// <summary>The headers of an identified hit, its cookies and address aside.</summary>
    public static List<HeaderLine> Identified(Hit hit, Trace trace)
    {
        var kept = new List<HeaderLine>(16);
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            var header = hit.Headers[i];
            if (Listed.KindOf(header.Name) is Kind.Transport or Kind.Browser)
                kept.Add(header);
            else
                Withhold(header, RuleNames.HeaderNotListed, trace);
        }

        kept.Add(LoopMark);
        return kept;
    }

    private static HeaderLine General(HeaderLine header, bool coarsens)
    {
        if (header.Is("Content-Type"))
            return header with { Value = ContentType.WithoutExtras(header.Value) };
        if (coarsens && header.Is("User-Agent"))
            return header with { Value = GeneralUserAgent.Of(header.Value) };
        return coarsens && header.Is("Accept-Language") ? header with { Value = GeneralLanguage.Of(header.Value) } : header;
    }

    private static void Withhold(HeaderLine header, string rule, Trace trace)
    {
        // Host and Content-Length are written anew for the other connection, Connection ends here, cookies have a rewriter of their own.
        if (!header.Is("Host") && !header.Is("Content-Length") && !header.Is("Connection") && !header.Is("Cookie"))
            trace.Withheld(Place.RequestHeader, header.Name, rule);
    }
}
