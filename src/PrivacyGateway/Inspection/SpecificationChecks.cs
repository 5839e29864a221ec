using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection;

/// <summary>Section 4 of the specification, held against one hit as the browser sent it and as it is forwarded.</summary>
internal static class SpecificationChecks
{
    /// <param name="hit">As the browser sent it.</param>
    /// <param name="policy">The policy of its route.</param>
    /// <param name="forwarded">The forwarded hit; null if nothing is forwarded.</param>
    public static IReadOnlyList<SpecificationCheck> For(Hit hit, PolicyConfig policy, RewrittenHit? forwarded)
    {
        if (hit.Kind is not (HitKind.Tracking or HitKind.Batch))
            return [];

        List<string> names = [];
        var (markers, lines) = (0, 0);
        if (forwarded is not null)
        {
            foreach (var query in QueriesOf(forwarded))
            {
                lines++;
                markers += AddNames(names, query);
            }
        }

        return
        [
            CookieState(hit, policy.UserIdentification),
            IdentityCookies(hit, forwarded),
            forwarded is null ? Nothing("The request includes nc=1") : new("The request includes nc=1", lines > 0 && markers == lines,
                markers == lines ? "nc=1 is forwarded." : markers == 0
                    ? "No nc=1 is forwarded." : $"{markers} of {lines} lines carry nc=1."),
            forwarded is null ? Nothing("The request omits eid") : Absent("The request omits eid", names, ["eid"]),
            .. policy.UserIdentification.SuppressParameter.Count == 0 ? (SpecificationCheck[])[]
                : [forwarded is null ? Nothing("Configured parameters are not sent")
                    : Absent($"Configured parameters ({string.Join(", ", policy.UserIdentification.SuppressParameter)}) are not sent",
                        names, policy.UserIdentification.SuppressParameter)],
        ];
    }

    /// <summary>The section's own wording holds for anonymousOptIn: false; with true, anonymous means that the cookie is absent.</summary>
    private static SpecificationCheck CookieState(Hit hit, UserIdentificationConfig user)
    {
        var name = user.AnonymousCookieName;
        if (!user.EnableAnonymousFunction)
            return new("Anonymous tracking is enabled", IsMet: false,
                "enableAnonymousFunction is false: only nc=1 of the page makes a hit anonymous.");

        var isSet = hit.Cookies.HasValue(name);
        return user.AnonymousOptIn
            ? new($"{name} is absent (anonymousOptIn: true)", !isSet, isSet ? $"The browser sent {name}." : $"The browser sent no {name}.")
            : new($"{name} is set to 1", isSet, isSet ? $"The browser sent {name}." : $"The browser sent no {name}.");
    }

    /// <summary>The names of the vendor's cookies that identify, as a page shows them, in the order of the header.</summary>
    public static IReadOnlyList<string> FindIdentifyingCookies(CookieLines cookies)
    {
        List<string> names = [];
        foreach (var cookie in cookies)
        {
            if (Vocabulary.FindCookie(cookie.Name)?.Category is DataCategory.Identity or DataCategory.EverId)
                names.Add(WireText.Show(cookie.Name.ToString()));
        }

        return names;
    }

    private static SpecificationCheck IdentityCookies(Hit hit, RewrittenHit? forwarded)
    {
        const string Claim = "No user-identifiable cookie is stored";
        var stored = FindIdentifyingCookies(hit.Cookies);
        if (stored.Count == 0)
            return new(Claim, IsMet: true, "The browser sent none.");
        var isForwarded = forwarded?.Headers.Any(static header => header.Is("Cookie")) == true;
        return new(Claim, IsMet: false,
            $"The browser sent {string.Join(", ", stored.Distinct(StringComparer.Ordinal))}; "
                + $"{(isForwarded ? "forwarded" : "not forwarded")}.");
    }

    private static SpecificationCheck Nothing(string claim) => new(claim, IsMet: true, "Nothing is forwarded.");

    private static SpecificationCheck Absent(string claim, List<string> names, IReadOnlyList<string> forbidden)
    {
        var found = forbidden.Where(name => names.Contains(name, StringComparer.OrdinalIgnoreCase)).ToArray();
        return new(claim, found.Length == 0, found.Length == 0 ? "None is forwarded." : $"Forwarded: {string.Join(", ", found)}.");
    }

    /// <summary>A batch has its hits in the body, the others in the target.</summary>
    private static List<string> QueriesOf(RewrittenHit forwarded)
    {
        List<string> queries = [];
        if (forwarded.Body is { IsEmpty: false } body)
        {
            var lines = new BatchLines(body.Span);
            while (lines.MoveNext())
            {
                if (!lines.Query.IsEmpty)
                    queries.Add(System.Text.Encoding.Latin1.GetString(lines.Query));
            }
        }

        var target = HitTarget.Parse(forwarded.TargetText);
        if (queries.Count == 0 || !target.Query.IsEmpty)
            queries.Add(System.Text.Encoding.Latin1.GetString(target.Query));
        return queries;
    }

    /// <returns>1 if the query carries the marker.</returns>
    private static int AddNames(List<string> names, string query)
    {
        var hasMarker = 0;
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            names.Add(Uri.UnescapeDataString(equals < 0 ? pair : pair[..equals]));
            if (pair == "nc=1")
                hasMarker = 1;
        }

        return hasMarker;
    }
}
