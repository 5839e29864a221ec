using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Selects the headers and cookies of the track domain's response that the browser gets, for every status.</summary>
internal sealed class ResponseRewriter(SetCookieRewriter cookies, ParameterRules rules)
{
    private const int MinRunLength = 8;
    private const int MinNumberLength = 16;

    private static readonly HeaderLine NoStore = new("Cache-Control", "no-store");
    private static readonly HeaderIndex Listed = new(NameLocation.ResponseHeader);

    /// <summary>Returns headers and cookies for an anonymous browser.</summary>
    public List<HeaderLine> RewriteAnonymous(ResponseHead response, Hit hit, Trace trace) =>
        Filter(response, hit, trace, isAnonymous: true);

    /// <summary>Returns headers and cookies for an identified browser.</summary>
    public List<HeaderLine> RewriteIdentified(ResponseHead response, Hit hit, Trace trace) =>
        Filter(response, hit, trace, isAnonymous: false);

    /// <summary>Whether a redirect targets this host and contains no identifier.</summary>
    public bool IsSafeRedirect(string location)
    {
        if (!location.StartsWith('/') || location.StartsWith("//", StringComparison.Ordinal) || location.Contains('\\')
            || location.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        var raw = Encoding.Latin1.GetBytes(location);
        using var scratch = new DecodeBuffer(raw.Length);
        var decoded = scratch.Decode(raw);
        if (!decoded.IsSettled || NestedNames.TryFind(decoded.Text, rules, out _))
            return false;

        // Track ids in a hit's path are not identifiers. In any other path, eight letters and digits can be one.
        var mark = raw.AsSpan().IndexOf((byte)'?');
        var path = mark < 0 ? raw : raw.AsSpan(0, mark);
        return (Dialect.Classify(path) != HitKind.Unknown || !IdentifierShape.OccursIn(path, MinRunLength))
            && (mark < 0 || !IdentifierShape.OccursIn(decoded.Text, MinNumberLength));
    }

    private List<HeaderLine> Filter(ResponseHead response, Hit hit, Trace trace, bool isAnonymous)
    {
        var kept = new List<HeaderLine>(response.Headers.Count + 1);
        var cached = false;

        // A cached redirect would bypass the gateway, or lead to an identifier of an earlier decision.
        var mustNotCache = response.IsRedirect && hit.Kind != HitKind.Static;
        for (var i = 0; i < response.Headers.Count; i++)
        {
            var header = response.Headers[i];
            if (header.Is("Set-Cookie"))
            {
                var line = isAnonymous
                    ? cookies.RewriteAnonymous(header.Value, response.RequestHost, response.ReceivedAt, trace)
                    : cookies.RewriteIdentified(header.Value, response.RequestHost, response.ReceivedAt, trace);
                if (line is not null)
                    kept.Add(header with { Value = line });
            }
            else if (Listed.FindCategory(header.Name) is { } kind && (kind == DataCategory.Transport || !isAnonymous))
            {
                if (mustNotCache && ControlsCaching(header))
                    continue;
                if (isAnonymous && ClosedValues.Restrict(header, hit) is { } closed)
                    header = header with { Value = closed };
                else if (isAnonymous)
                    continue;

                cached |= header.Is("Cache-Control");
                // Anonymous browsers get each header once, and no browser gets two types or lengths.
                if (!(isAnonymous || header.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                    || !Contains(kept, header.Name))
                    kept.Add(header);
            }
            else if (!header.Is("Location"))
            {
                trace.AddStripped(NameLocation.ResponseHeader, header.Name, RuleNames.HeaderNotListed);
            }
        }

        if (!cached)
            kept.Add(NoStore);
        return kept;
    }

    private static bool ControlsCaching(HeaderLine header) => header.Is("Cache-Control") || header.Is("Expires") || header.Is("Pragma");

    private static bool Contains(List<HeaderLine> lines, string name)
    {
        foreach (var line in lines)
        {
            if (line.Is(name))
                return true;
        }

        return false;
    }
}
