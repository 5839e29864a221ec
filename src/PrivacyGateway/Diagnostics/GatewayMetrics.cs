using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// Everything the gateway counts. Labels are routes, decisions, signals and rules: names that the operator or this code wrote,
/// never anything that a client sent.
/// </summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "PrivacyGateway";

    /// <summary>In a route's place, for what no proxy route took.</summary>
    public const string NoneMatched = "none-matched";

    /// <summary>By the first digit of a status.</summary>
    private static readonly string[] StatusClasses = ["", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly Meter _meter;
    private readonly CounterTable _requests;
    private readonly CounterTable _refused;
    private readonly Series _connectionsRefused;
    private readonly Series _privateAddresses;
    private readonly Series _publicAddresses;
    private readonly CounterTable _consentChanges;
    private readonly CounterTable _unrecognisedConsent;
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
        Hits = new(meter, "gateway.hits", "{hit}", "Hits by route, decision, deciding signal, whether the decision was enforced, and what became of them.", "route", "decision", "signal", "enforced", "outcome");
        Withheld = new(meter, "gateway.withheld", "{item}", "Parameters, cookies and headers withheld, by route and rule.", "route", "rule");
        ShadowWithheld = new(meter, "gateway.shadow.withheld", "{item}", "What enforcing would have withheld from hits in shadow mode, by route and rule.", "route", "rule");
        Unknown = new(meter, "gateway.parameters.unknown", "{parameter}", "Parameters that left although nobody knows them.", "route");
        _unrecognisedConsent = new(meter, "gateway.consent.unrecognised", "{hit}", "Hits whose consent cookie holds a value that nobody agreed on.", "route");
        PageMismatches = new(meter, "gateway.page.mismatch", "{hit}", "Hits whose nc, eid and cookies contradict the policy of their route, by kind: the page's configuration and the policy differ.", "route", "kind");
        _refused = new(meter, "gateway.refused", "{request}", "Requests refused before they became hits, by reason.", "reason");
        foreach (var reason in RefusalReasons.All)
            _refused.Show(new(reason));
        _connectionsRefused = new CounterTable(meter, "gateway.connections.refused", "{connection}", "Connections closed at once, because as many as the limit allows were open.").Show(new(""));
        GuardViolations = new(meter, "gateway.guard.violations", "{hit}", "Anonymous hits that the last look kept from leaving.");
        GuardViolations.Show(new SeriesKey(""));
        _consentChanges = new(meter, "gateway.consent.changes", "{change}", "Changes that visitors made through the consent endpoints, by policy and kind.", "policy", "change");
        _upstreamFailures = new(meter, "gateway.upstream.failures", "{hit}", "Hits to which a track domain gave no usable answer, by kind of error.", "track_domain", "error");
        _undelivered = new(meter, "gateway.hits.undelivered", "{hit}", "Hits that were not delivered at once, by route and what became of them: queued, spooled, refused, lost.", "route", "outcome");
        _replayed = new(meter, "gateway.spool.replayed", "{hit}", "Hits sent from the spool, by track domain and outcome.", "track_domain", "outcome");
        _upstreamRetries = new(meter, "gateway.upstream.retries", "{attempt}", "Further attempts after one that never had a connection, by track domain.", "track_domain");
        _cacheRequests = new(meter, "gateway.cache.requests", "{request}", "Requests for the pixel's files, by outcome: hit, miss, coalesced, passed.", "outcome");
        foreach (var outcome in (string[])["hit", "miss", "coalesced", "passed"])
            _cacheRequests.Show(new(outcome));
        _cacheStale = new(meter, "gateway.cache.stale", "{answer}", "Answers from memory whose time was over: the track domain failed, or the answer allowed it.");
        _cacheStale.Show(new SeriesKey(""));
        _upstreamDuration = new(meter, "gateway.upstream.duration", "How long a track domain took to answer a hit, further attempts included.", "track_domain");
        _requests = new(meter, "gateway.requests", "{request}", "Responses by route (none-matched: no proxy route took the request), status class, and what decided them: upstream, gateway, spool, guard, limit.", "route", "status", "by");
        _requestDuration = new(meter, "gateway.request.duration", "From a request's head to the end of its response, by route and what decided the response.", "route", "by");
        ShowRequests(NoneMatched);
        var addresses = new CounterTable(meter, "gateway.hits.addresses", "{hit}", "Hits by kind of client address: private or public.", "kind");
        (_privateAddresses, _publicAddresses) = (addresses.Show(new("private")), addresses.Show(new("public")));
    }

    public CounterTable Hits { get; }

    /// <summary>Histograms, for the exporter.</summary>
    public IReadOnlyList<DurationTable> Durations => [_requestDuration, _upstreamDuration];

    public CounterTable Withheld { get; }

    public CounterTable ShadowWithheld { get; }

    /// <summary>Parameters that the Vocabulary does not know, by route.</summary>
    public CounterTable Unknown { get; }

    public CounterTable PageMismatches { get; }

    public CounterTable GuardViolations { get; }

    /// <summary>Shows what belongs to a route before anything happens there.</summary>
    public void ShowRoute(string route)
    {
        ShowRequests(route);
        Hits.Show(new(route, "anonymous", "none", "true", HitFates.Forwarded));
        Withheld.Show(new(route, "identity"));
        ShadowWithheld.Show(new(route, "identity"));
        Unknown.Show(new(route));
        _unrecognisedConsent.Show(new(route));
        foreach (var outcome in (string[])[HitFates.Queued, HitFates.Spooled, HitFates.Refused, HitFates.Lost])
            _undelivered.Show(new(route, outcome));
    }

    /// <summary>Shows what belongs to a policy before anything happens there.</summary>
    public void ShowPolicy(string policy)
    {
        foreach (var change in (string[])["anonymous-cookie-set", "anonymous-cookie-delete", "anonymous-cookie-refresh", "opt-out-set", "opt-out-delete"])
            _consentChanges.Show(new(policy, change));
    }

    /// <summary>Shows what belongs to a track domain before anything happens there.</summary>
    public void ShowTrackDomain(string trackDomain)
    {
        _upstreamDuration.Show(new(trackDomain));
        _upstreamFailures.Show(new(trackDomain, "ConnectionError"));
        _upstreamRetries.Show(new(trackDomain));
        _replayed.Show(new(trackDomain, "delivered"));
        _replayed.Show(new(trackDomain, "failed"));
    }

    /// <summary>Reads a number whenever somebody collects.</summary>
    public void Observe(string name, string? unit, string description, Func<double> read) => _meter.CreateObservableGauge(name, read, unit, description);

    /// <summary>Reads a number that only grows, whenever somebody collects.</summary>
    public void ObserveTotal(string name, string unit, string description, Func<long> read) => _meter.CreateObservableCounter(name, read, unit, description);

    /// <summary>1, with labels that say something, whenever somebody collects.</summary>
    public void ObserveInfo(string name, string description, Func<KeyValuePair<string, object?>[]> read) =>
        _meter.CreateObservableGauge(name, () => new Measurement<int>(1, read()), unit: null, description);

    /// <summary>Reads a number for each value of a label, whenever somebody collects.</summary>
    public void Observe(string name, string? unit, string description, string label, Func<IEnumerable<(string Value, double Number)>> read) => _meter.CreateObservableGauge(
        name, () => read().Select(one => new Measurement<double>(one.Number, new KeyValuePair<string, object?>(label, one.Value))), unit, description);

    /// <summary>Reads the spool whenever somebody collects.</summary>
    public void ObserveSpool(Func<SpoolReading> read)
    {
        Observe("gateway.spool.available", null, "1 while the spool keeps hits; 0 while it refuses them, for whatever reason: /readyz names it.", () => read().IsAvailable ? 1 : 0);
        Observe("gateway.spool.rows", "{hit}", "Hits that wait.", () => read().Rows);
        Observe("gateway.spool.bytes", "By", "Bytes of the hits that wait.", () => read().Bytes);
        Observe("gateway.spool.fill", "1", "How full the spool is, by hits or bytes, whichever is more: at 1 it takes no more.", () => read().Fill);
        Observe("gateway.spool.age", "s", "How long the oldest one has waited.", () => read().Age.TotalSeconds);
        Observe("gateway.spool.commit.age", "s", "How long the disk has been busy with the commit under way; 0 while none is.", () => read().CommitAge.TotalSeconds);
        _meter.CreateObservableCounter("gateway.spool.expired", () => Known(read(), static reading => reading.Expired), "{hit}", "Hits that were accepted and given up for their age.");
        _meter.CreateObservableCounter("gateway.spool.destroyed", () => Known(read(), static reading => reading.Destroyed), "{hit}", "Hits that were accepted and destroyed by damage to the files.");
    }

    /// <summary>Reads whose circuit is open, whenever somebody collects.</summary>
    public void ObserveBreakers(Func<IEnumerable<(string TrackDomain, bool IsOpen)>> read) => Observe(
        "gateway.upstream.breaker.open",
        null,
        "1 while the circuit of a track domain is open because too many attempts failed.",
        "track_domain",
        () => read().Select(static breaker => (breaker.TrackDomain, breaker.IsOpen ? 1d : 0d)));

    /// <summary>Reads which destinations are used, whenever somebody collects.</summary>
    public void ObserveDestinations(Func<IEnumerable<(string TrackDomain, string Destination, bool IsAvailable)>> read) => _meter.CreateObservableGauge(
        "gateway.upstream.destination.available",
        () => read().Select(static one => new Measurement<double>(one.IsAvailable ? 1 : 0, new("track_domain", one.TrackDomain), new("destination", one.Destination))),
        null,
        "1 while hits are sent to a destination; 0 while a health check or its circuit keeps them from it.");

    /// <summary>The totals outlive a restart: until the spool has been opened nobody knows them, and 0 would look like a fall.</summary>
    private static IEnumerable<Measurement<long>> Known(SpoolReading reading, Func<SpoolReading, long> total) =>
        reading.HasTotals ? [new Measurement<long>(total(reading))] : [];

    public void UpstreamFailure(string trackDomain, string kind) => _upstreamFailures.Add(new(trackDomain, kind), 1);

    public void UpstreamAnswered(string trackDomain, TimeSpan took) => _upstreamDuration.Record(new(trackDomain), took);

    /// <param name="route">YARP's name for it.</param>
    /// <param name="outcome"><c>queued</c> or <c>spooled</c> (kept), <c>refused</c> (503, the pixel keeps it) or <c>lost</c>.</param>
    public void NotDeliveredAtOnce(string route, string outcome) => _undelivered.Add(new(route, outcome), 1);

    /// <param name="trackDomain">Its cluster.</param>
    /// <param name="outcome"><c>delivered</c> or <c>failed</c>; a failed one is tried again.</param>
    /// <param name="count">How many.</param>
    public void Replayed(string trackDomain, string outcome, int count) => _replayed.Add(new(trackDomain, outcome), count);

    public void UpstreamRetry(string trackDomain) => _upstreamRetries.Add(new(trackDomain), 1);

    public void ConsentChange(string policy, string change) => _consentChanges.Add(new(policy, change), 1);

    public void Hit(string route, string decision, string signal, bool isEnforced, string fate) => Hits.Add(new(route, decision, signal, isEnforced ? "true" : "false", fate), 1);

    /// <summary>Reads the script cache whenever somebody collects.</summary>
    public void ObserveCache(Func<(long Entries, long Bytes)> read)
    {
        _meter.CreateObservableGauge("gateway.cache.entries", () => read().Entries, "{entry}", "Entries in the script cache.");
        _meter.CreateObservableGauge("gateway.cache.bytes", () => read().Bytes, "By", "Bytes of the script cache, keys included.");
    }

    /// <param name="outcome"><c>hit</c> (from memory), <c>miss</c> (asked the track domain), <c>coalesced</c> (waited for another's answer), <c>passed</c> (known as not to be kept).</param>
    public void CacheRequest(string outcome) => _cacheRequests.Add(new(outcome), 1);

    public void CacheStale() => _cacheStale.Add(new(""), 1);

    public void WithheldBy(string route, string rule, int count) => Withheld.Add(new(route, rule), count);

    public void ShadowWithheldBy(string route, string rule, int count) => ShadowWithheld.Add(new(route, rule), count);

    public void PageMismatch(string route, string kind) => PageMismatches.Add(new(route, kind), 1);

    public void UnknownParameters(string route, int count) => Unknown.Add(new(route), count);

    public void UnrecognisedConsent(string route) => _unrecognisedConsent.Add(new(route), 1);

    /// <summary>A request has its response.</summary>
    public void Request(string route, int status, AnsweredBy by, TimeSpan took)
    {
        _requests.Add(new(route, ClassOf(status), by.Name), 1);
        _requestDuration.Record(new(route, by.Name), took);
    }

    /// <summary>The server refused what never became a request, so that nothing is known of when it began.</summary>
    public void BadRequest(int status) => _requests.Add(new(NoneMatched, ClassOf(status), AnsweredBy.ForBadRequest(status).Name), 1);

    public void ClientAddress(bool isPrivate) => (isPrivate ? _privateAddresses : _publicAddresses).Add(1);

    public void Refused(string reason) => _refused.Add(new(reason), 1);

    public void ConnectionRefused() => _connectionsRefused.Add(1);

    public void GuardViolation() => GuardViolations.Add(new(""), 1);

    private static string ClassOf(int status) => StatusClasses[Math.Min(status / 100, StatusClasses.Length - 1)];

    /// <summary>What an alert watches, or a dashboard shows.</summary>
    private void ShowRequests(string route)
    {
        foreach (var (status, by) in (ReadOnlySpan<(string, AnsweredBy)>)[("2xx", AnsweredBy.Upstream), ("5xx", AnsweredBy.Upstream), ("4xx", AnsweredBy.Gateway), ("5xx", AnsweredBy.Gateway), ("5xx", AnsweredBy.Limit)])
            _requests.Show(new(route, status, by.Name));
        _requestDuration.Show(new(route, AnsweredBy.Upstream.Name));
    }
}
