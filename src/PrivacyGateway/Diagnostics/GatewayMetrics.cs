using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// The gateway's instruments. Labels are routes, decisions, signals and rules: names from configuration or code, never data from a
/// client.
/// </summary>
internal sealed partial class GatewayMetrics
{
    public const string MeterName = "PrivacyGateway";

    /// <summary>The label <c>route</c> of requests that match no proxy route.</summary>
    public const string NoneMatched = "none-matched";

    /// <summary>Indexed by the first digit of a status.</summary>
    private static readonly string[] StatusClasses = ["", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly Meter _meter;
    private readonly CounterTable _requests;
    private readonly CounterTable _refused;
    private readonly Series _connectionsRefused;
    private readonly Series _privateAddresses;
    private readonly Series _publicAddresses;
    private readonly CounterTable _consentChanges;
    private readonly CounterTable _unrecognisedConsent;
    private readonly CounterTable _batchLines;
    private readonly CounterTable _prefetched;
    private readonly CounterTable _upstreamRetries;
    private readonly CounterTable _upstreamFailures;
    private readonly CounterTable _undelivered;
    private readonly CounterTable _replayed;
    private readonly CounterTable _cacheRequests;
    private readonly CounterTable _cacheStale;
    private readonly DurationTable _requestDuration;
    private readonly DurationTable _upstreamDuration;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = _meter = meters.Create(MeterName);
        Hits = new(meter, "gateway.hits", "{hit}",
            "Hits by route, decision, deciding signal, whether the decision was enforced, and outcome.", "route", "decision", "signal",
            "enforced", "outcome");
        Stripped = new(
            meter, "gateway.withheld", "{item}", "Parameters, cookies and headers stripped, by route and rule.", "route", "rule");
        ShadowStripped = new(meter, "gateway.shadow.withheld", "{item}",
            "Parameters, cookies and headers that enforcing would have stripped from hits in shadow mode, by route and rule.",
            "route", "rule");
        Unknown = new(
            meter, "gateway.parameters.unknown", "{parameter}", "Forwarded parameters that the Vocabulary does not know.", "route");
        _unrecognisedConsent = new(meter, "gateway.consent.unrecognised", "{hit}",
            "Hits whose consent cookie holds a value that the policy does not define.", "route");
        PageMismatches = new(meter, "gateway.page.mismatch", "{hit}",
            "Hits whose nc, eid and cookies contradict the policy of their route, by kind: the page's configuration differs from the "
                + "policy.", "route", "kind");
        _batchLines = new(meter, "gateway.batch.lines", "{line}",
            "Batch lines by route and outcome: anonymous, identified, unreadable (stripped).", "route", "outcome");
        _prefetched = new(meter, "gateway.hits.prefetched", "{hit}",
            "Hits of prefetched or prerendered pages (Sec-Purpose), by route; they are handled like other hits.", "route");
        _refused = new(meter, "gateway.refused", "{request}", "Requests refused before a policy decides, by reason.", "reason");
        foreach (var reason in RefusalReasons.All)
            _refused.Initialize(new(reason));
        _connectionsRefused = new CounterTable(meter, "gateway.connections.refused", "{connection}",
            "Connections closed at once, because the limit was reached.").Initialize(new(""));
        GuardViolations = new(meter, "gateway.guard.violations", "{hit}", "Anonymous hits that the guard refused.");
        GuardViolations.Initialize(new SeriesKey(""));
        _consentChanges = new(meter, "gateway.consent.changes", "{change}",
            "Changes that visitors made through the consent endpoints, by policy and kind.", "policy", "change");
        _upstreamFailures = new(meter, "gateway.upstream.failures", "{hit}",
            "Hits without a usable response from the track domain, by kind of error.", "track_domain", "error");
        _undelivered = new(meter, "gateway.hits.undelivered", "{hit}",
            "Hits that were not delivered at once, by route and outcome: queued, spooled, refused, lost.", "route", "outcome");
        _replayed = new(
            meter, "gateway.spool.replayed", "{hit}", "Hits sent from the spool, by track domain and outcome.", "track_domain", "outcome");
        _upstreamRetries = new(meter, "gateway.upstream.retries", "{attempt}",
            "Retries after an attempt that got no connection, by track domain.", "track_domain");
        _cacheRequests = new(meter, "gateway.cache.requests", "{request}",
            "Requests for the pixel's files, by outcome: hit, miss, coalesced, passed.", "outcome");
        foreach (var outcome in (string[])["hit", "miss", "coalesced", "passed"])
            _cacheRequests.Initialize(new(outcome));
        _cacheStale = new(meter, "gateway.cache.stale", "{answer}",
            "Stale responses served from the cache: the track domain failed, or the response allowed it.");
        _cacheStale.Initialize(new SeriesKey(""));
        _upstreamDuration = new(
            meter, "gateway.upstream.duration", "Time until the track domain's response to a hit, retries included.", "track_domain");
        _requests = new(meter, "gateway.requests", "{request}",
            "Responses by route (none-matched: the request matched no proxy route), status class, and source: upstream, gateway, spool, "
                + "guard, limit.", "route", "status", "by");
        _requestDuration = new(meter, "gateway.request.duration",
            "Time from a request's head to the end of its response, by route and source.", "route", "by");
        InitializeRequests(NoneMatched);
        var addresses = new CounterTable(
            meter, "gateway.hits.addresses", "{hit}", "Hits by kind of client address: private or public.", "kind");
        (_privateAddresses, _publicAddresses) = (addresses.Initialize(new("private")), addresses.Initialize(new("public")));
    }

    public CounterTable Hits { get; }

    /// <summary>Histograms, for the exporter.</summary>
    public IReadOnlyList<DurationTable> Durations => [_requestDuration, _upstreamDuration];

    public CounterTable Stripped { get; }

    public CounterTable ShadowStripped { get; }

    /// <summary>Parameters that the Vocabulary does not know, by route.</summary>
    public CounterTable Unknown { get; }

    public CounterTable PageMismatches { get; }

    public CounterTable GuardViolations { get; }

    /// <summary>Exports the series of a route at zero.</summary>
    public void InitializeRoute(string route)
    {
        InitializeRequests(route);
        Hits.Initialize(new(route, "anonymous", "none", "true", HitOutcomes.Forwarded));
        Stripped.Initialize(new(route, "identity"));
        ShadowStripped.Initialize(new(route, "identity"));
        Unknown.Initialize(new(route));
        BatchLines(route, 0, 0, 0);
        _prefetched.Initialize(new(route));
        _unrecognisedConsent.Initialize(new(route));
        foreach (var outcome in (string[])[HitOutcomes.Queued, HitOutcomes.Spooled, HitOutcomes.Refused, HitOutcomes.Lost])
            _undelivered.Initialize(new(route, outcome));
    }

    /// <summary>Exports the series of a policy at zero.</summary>
    public void InitializePolicy(string policy)
    {
        foreach (var change in (
            string[])["anonymous-cookie-set", "anonymous-cookie-delete", "anonymous-cookie-refresh", "opt-out-set", "opt-out-delete"])
            _consentChanges.Initialize(new(policy, change));
    }

    /// <summary>Exports the series of a track domain at zero.</summary>
    public void InitializeTrackDomain(string trackDomain)
    {
        _upstreamDuration.Initialize(new(trackDomain));
        _upstreamFailures.Initialize(new(trackDomain, "ConnectionError"));
        _upstreamRetries.Initialize(new(trackDomain));
        _replayed.Initialize(new(trackDomain, "delivered"));
        _replayed.Initialize(new(trackDomain, "failed"));
    }

    public void UpstreamFailure(string trackDomain, string kind) => _upstreamFailures.Add(new(trackDomain, kind), 1);

    public void UpstreamResponded(string trackDomain, TimeSpan duration) => _upstreamDuration.Record(new(trackDomain), duration);

    /// <param name="route">YARP's route id.</param>
    /// <param name="outcome">
    /// <c>queued</c> or <c>spooled</c> (on disk), <c>refused</c> (503, the pixel keeps the hit) or <c>lost</c>.
    /// </param>
    public void NotDeliveredAtOnce(string route, string outcome) => _undelivered.Add(new(route, outcome), 1);

    /// <param name="trackDomain">The track domain's cluster.</param>
    /// <param name="outcome"><c>delivered</c> or <c>failed</c>; failed hits are retried.</param>
    /// <param name="count">Number of hits.</param>
    public void Replayed(string trackDomain, string outcome, int count) => _replayed.Add(new(trackDomain, outcome), count);

    public void UpstreamRetry(string trackDomain) => _upstreamRetries.Add(new(trackDomain), 1);

    public void ConsentChange(string policy, string change) => _consentChanges.Add(new(policy, change), 1);

    public void Hit(string route, string decision, string signal, bool isEnforced, string outcome) =>
        Hits.Add(new(route, decision, signal, isEnforced ? "true" : "false", outcome), 1);

    /// <param name="outcome">
    /// <c>hit</c> (served from memory), <c>miss</c> (fetched), <c>coalesced</c>
    /// (waited for another request's fetch), <c>passed</c> (known as uncacheable).
    /// </param>
    public void CacheRequest(string outcome) => _cacheRequests.Add(new(outcome), 1);

    public void CacheStale() => _cacheStale.Add(new(""), 1);

    public void StrippedBy(string route, string rule, int count) => Stripped.Add(new(route, rule), count);

    public void ShadowStrippedBy(string route, string rule, int count) => ShadowStripped.Add(new(route, rule), count);

    public void PageMismatch(string route, string kind) => PageMismatches.Add(new(route, kind), 1);

    public void Prefetched(string route) => _prefetched.Add(new(route), 1);

    public void BatchLines(string route, int anonymous, int identified, int unreadable)
    {
        _batchLines.Add(new(route, "anonymous"), anonymous);
        _batchLines.Add(new(route, "identified"), identified);
        _batchLines.Add(new(route, "unreadable"), unreadable);
    }

    public void UnknownParameters(string route, int count) => Unknown.Add(new(route), count);

    public void UnrecognisedConsent(string route) => _unrecognisedConsent.Add(new(route), 1);

    /// <summary>Counts a response and records the request's duration.</summary>
    public void Request(string route, int status, ResponseSource by, TimeSpan duration)
    {
        _requests.Add(new(route, ClassOf(status), by.Name), 1);
        _requestDuration.Record(new(route, by.Name), duration);
    }

    /// <summary>Counts a request that Kestrel rejected; its duration is unknown.</summary>
    public void BadRequest(int status) => _requests.Add(new(NoneMatched, ClassOf(status), ResponseSource.ForBadRequest(status).Name), 1);

    public void ClientAddress(bool isPrivate) => (isPrivate ? _privateAddresses : _publicAddresses).Add(1);

    public void Refused(string reason) => _refused.Add(new(reason), 1);

    public void ConnectionRefused() => _connectionsRefused.Add(1);

    public void GuardViolation() => GuardViolations.Add(new(""), 1);

    private static string ClassOf(int status) => StatusClasses[Math.Min(status / 100, StatusClasses.Length - 1)];

    /// <summary>The series that alerts and dashboards use.</summary>
    private void InitializeRequests(string route)
    {
        foreach (var (status, by) in (ReadOnlySpan<(string, ResponseSource)>)[("2xx", ResponseSource.Upstream), ("5xx",
            ResponseSource.Upstream), ("4xx", ResponseSource.Gateway), ("5xx", ResponseSource.Gateway), ("5xx", ResponseSource.Limit)])
            _requests.Initialize(new(route, status, by.Name));
        _requestDuration.Initialize(new(route, ResponseSource.Upstream.Name));
    }
}
