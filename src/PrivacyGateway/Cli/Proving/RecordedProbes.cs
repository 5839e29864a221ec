using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// Sends hits of the shop that a browser recorded, with canaries as the values of parameters and cookies: the evidence holds no visitor's
/// data. The marker is removed, because the consent state decides.
/// </summary>
internal sealed class RecordedProbes(ProbeSubject subject, ProbeWriter writer, Canaries canaries, GatewayConfig config)
{
    private const string Recorded = "recorded";

    private readonly Promises? _promises = subject.Policy is { } policy ? new Promises(policy) : null;

    private readonly HashSet<string> _stateCookies =
    [
        .. ConsentStates.Create(subject.Policy, DateTimeOffset.UnixEpoch).SelectMany(static state => state.Cookies)
            .Select(static cookie => cookie.Split('=')[0]),
    ];

    public IEnumerable<Probe> All(IReadOnlyList<TypedRequest> requests)
    {
        for (var i = 0; i < requests.Count; i++)
        {
            if (IsHit(requests[i]) && (config.FindRoute(Host(requests[i])) is not { } route || route.Id == subject.Route.Id))
                yield return Write(requests[i], i + 1);
        }
    }

    /// <summary>
    /// Whether a recorded request can be sent. Hits to a host without a
    /// route were sent to the vendor directly; they are tried on each route.
    /// </summary>
    public static bool IsHit(TypedRequest request) =>
        request is { Defect: null, Method: "GET" or "POST", Kind: HitKind.Tracking or HitKind.Batch };

    private Probe Write(TypedRequest request, int number)
    {
        var placed = new List<Placement>();
        var mark = request.Target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? request.Target : request.Target[..mark];
        var query = mark < 0 ? "" : Replace(request.Target[(mark + 1)..], CanaryLocation.Query, placed);
        var target = query.Length == 0 ? path : $"{path}?{query}";
        if (request.Method == "GET")
            return new Probe(subject, $"{Recorded} hit {number}", writer.Get(target, cookies: [.. Cookies(request, placed)]), placed);

        var isBatch = path.EndsWith("/batch", StringComparison.Ordinal);
        var lines = Encoding.Latin1.GetString(request.Body).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd('\r')).Select(line =>
        {
            var lead = line.StartsWith("wt?", StringComparison.Ordinal) ? 3 : line.StartsWith('?') ? 1 : 0;
            return line[..lead] + Replace(line[lead..], isBatch ? CanaryLocation.BatchLine : CanaryLocation.Form, placed);
        });
        return new Probe(subject, $"{Recorded} hit {number}", writer.Post(target, [.. lines]), placed);
    }

    private IEnumerable<string> Cookies(TypedRequest request, List<Placement> placed)
    {
        foreach (var pair in request.Headers.Where(static header => header.Is("Cookie"))
            .SelectMany(static header => header.Value.Split(';', StringSplitOptions.TrimEntries)))
        {
            var name = pair.Split('=')[0];
            if (name.Length == 0 || _stateCookies.Contains(name))
                continue;
            var isVendors = Vocabulary.FindCookie(name) is not null && !CookieNames.IsShared(name);
            placed.Add(Place(canaries.Word(), name, isVendors ? ReportedCategory.Identifier : ReportedCategory.SiteCookie,
                CanaryLocation.Cookie, subject.Rule(RuleNames.AnonymousHitCookie, isVendors ? null : RuleNames.SiteCookie)));
            yield return $"{name}={placed[^1].Value}";
        }
    }

    private string Replace(string query, CanaryLocation placing, List<Placement> placed) =>
        string.Join('&', query.Split('&').Select(pair => ReplacePair(pair, placing, placed)).Where(static pair => pair is not null));

    /// <summary>Null for the marker. In a URL value only its parameters are replaced; the page field is unchanged.</summary>
    private string? ReplacePair(string pair, CanaryLocation placing, List<Placement> placed)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
        if (name == Dialect.Marker)
            return null;
        if (value.Length == 0 || name == Dialect.PageField)
            return pair;

        var text = Uri.UnescapeDataString(value);
        if (placing != CanaryLocation.NestedUrl && text.Contains("://", StringComparison.Ordinal))
        {
            var mark = text.IndexOf('?', StringComparison.Ordinal);
            return mark < 0 ? pair
                : $"{name}={Uri.EscapeDataString($"{text[..mark]}?{Replace(text[(mark + 1)..], CanaryLocation.NestedUrl, placed)}")}";
        }

        var known = subject.Policy?.UserIdentification.SuppressParameter.Contains(name, StringComparer.OrdinalIgnoreCase) == true
            ? ReportedCategory.Suppressed
            : CanaryNames.CategoryOf(Vocabulary.FindParameter(name.ToLowerInvariant())?.Category);
        var canary = value.All(char.IsAsciiDigit) && value.Length > 8 ? canaries.Number() : canaries.Word();
        placed.Add(Place(canary, name, known, placing, subject.Rule(_promises?.Parameter(new CanaryName(name, known), placing))));
        return $"{name}={canary}";
    }

    private Placement Place(string value, string name, ReportedCategory data, CanaryLocation placing, string? rule) =>
        canaries.Place(new Placement(value, name, data, placing, Recorded, rule));

    private static string Host(TypedRequest request) => request.Host?.Split(':')[0] ?? "";
}
