using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Picks what of the track domain's answer goes back to the browser, on every status.</summary>
internal sealed class AnswerRewriter(SetCookieRewriter cookies, ParameterRules rules)
{
    private static readonly HeaderLine NoStore = new("Cache-Control", "no-store");
    private static readonly HeaderIndex Listed = new(Place.ResponseHeader);

    /// <summary>Headers and cookies for an anonymous browser.</summary>
    public List<HeaderLine> Anonymous(Answer answer, Trace trace) => Pick(answer, trace, isAnonymous: true);

    /// <summary>Headers and cookies for an identified browser.</summary>
    public List<HeaderLine> Identified(Answer answer, Trace trace) => Pick(answer, trace, isAnonymous: false);

    /// <summary>Whether a redirect stays on this host and names nobody.</summary>
    public bool IsHarmlessRedirect(string location)
    {
        if (!location.StartsWith('/') || location.StartsWith("//", StringComparison.Ordinal) || location.Contains('\\')
            || location.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        var raw = Encoding.Latin1.GetBytes(location);
        using var scratch = new Scratch(raw.Length);
        var decoded = scratch.Decode(raw);
        return decoded.IsSettled && !NestedNames.Find(decoded.Text, rules, out _);
    }

    private List<HeaderLine> Pick(Answer answer, Trace trace, bool isAnonymous)
    {
        var kept = new List<HeaderLine>(answer.Headers.Count + 1);
        var cached = false;
        for (var i = 0; i < answer.Headers.Count; i++)
        {
            var header = answer.Headers[i];
            if (header.Is("Set-Cookie"))
            {
                var line = isAnonymous
                    ? cookies.Anonymous(header.Value, answer.RequestHost, answer.ReceivedAt, trace)
                    : cookies.Identified(header.Value, answer.RequestHost, trace);
                if (line is not null)
                    kept.Add(header with { Value = line });
            }
            else if (Listed.KindOf(header.Name) is { } kind && (kind == Kind.Transport || !isAnonymous))
            {
                // A second line of a header that has one value is nobody's type or length.
                cached |= header.Is("Cache-Control");
                if (!header.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || !Holds(kept, header.Name))
                    kept.Add(header);
            }
            else if (!header.Is("Location"))
            {
                trace.Withheld(Place.ResponseHeader, header.Name, RuleNames.HeaderNotListed);
            }
        }

        if (!cached)
            kept.Add(NoStore);
        return kept;
    }

    private static bool Holds(List<HeaderLine> lines, string name)
    {
        foreach (var line in lines)
        {
            if (line.Is(name))
                return true;
        }

        return false;
    }
}
