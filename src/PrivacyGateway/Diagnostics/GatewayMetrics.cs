using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// Everything the gateway counts. Labels are routes, decisions, signals and rules: names that the operator or this code wrote,
/// never anything that a client sent.
/// </summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "PrivacyGateway";

    private readonly Meter _meter;
    private readonly Counter<long> _hits;
    private readonly Counter<long> _withheld;
    private readonly Counter<long> _shadowWithheld;
    private readonly Counter<long> _unknownParameters;
    private readonly Counter<long> _unrecognisedConsent;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _guardViolations;
    private readonly Counter<long> _consentChanges;
    private readonly Counter<long> _upstreamRetries;
    private readonly Counter<long> _upstreamFailures;
    private readonly Counter<long> _undelivered;
    private readonly Counter<long> _replayed;
    private readonly Counter<long> _cacheRequests;
    private readonly Counter<long> _cacheStale;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = _meter = meters.Create(MeterName);
        _hits = meter.CreateCounter<long>("gateway.hits", "{hit}", "Hits by route, decision, deciding signal, and whether the decision was enforced.");
        _withheld = meter.CreateCounter<long>("gateway.withheld", "{item}", "Parameters, cookies and headers withheld, by rule.");
        _shadowWithheld = meter.CreateCounter<long>("gateway.shadow.withheld", "{item}", "What enforcing would have withheld from hits in shadow mode, by rule.");
        _unknownParameters = meter.CreateCounter<long>("gateway.parameters.unknown", "{parameter}", "Parameters that left although nobody knows them.");
        _unrecognisedConsent = meter.CreateCounter<long>("gateway.consent.unrecognised", "{hit}", "Hits whose consent cookie holds a value that nobody agreed on.");
        _refused = meter.CreateCounter<long>("gateway.refused", "{request}", "Requests refused before they became hits, by reason.");
        _guardViolations = meter.CreateCounter<long>("gateway.guard.violations", "{hit}", "Anonymous hits that the last look kept from leaving.");
        _consentChanges = meter.CreateCounter<long>("gateway.consent.changes", "{change}", "Changes that visitors made through the consent endpoints, by policy and kind.");
        _upstreamFailures = meter.CreateCounter<long>("gateway.upstream.failures", "{hit}", "Hits to which a track domain gave no usable answer, by kind of error.");
        _undelivered = meter.CreateCounter<long>("gateway.hits.undelivered", "{hit}", "Hits that were not delivered at once, by route and what became of them: queued, spooled, refused, lost.");
        _replayed = meter.CreateCounter<long>("gateway.spool.replayed", "{hit}", "Hits sent from the spool, by track domain and outcome.");
        _upstreamRetries = meter.CreateCounter<long>("gateway.upstream.retries", "{attempt}", "Further attempts after one that never had a connection, by track domain.");
        _cacheRequests = meter.CreateCounter<long>("gateway.cache.requests", "{request}", "Requests for the pixel's files, by outcome: hit, miss, coalesced, passed.");
        _cacheStale = meter.CreateCounter<long>("gateway.cache.stale", "{answer}", "Answers from memory whose time was over: the track domain failed, or the answer allowed it.");
    }

    /// <summary>Reads the spool whenever somebody collects.</summary>
    public void ObserveSpool(Func<SpoolReading> read)
    {
        _meter.CreateObservableGauge("gateway.spool.rows", () => read().Rows, "{hit}", "Hits that wait.");
        _meter.CreateObservableGauge("gateway.spool.bytes", () => read().Bytes, "By", "Bytes of the hits that wait.");
        _meter.CreateObservableGauge("gateway.spool.age", () => read().Age.TotalSeconds, "s", "How long the oldest one has waited.");
        _meter.CreateObservableCounter("gateway.spool.expired", () => read().Expired, "{hit}", "Hits that were accepted and given up for their age.");
        _meter.CreateObservableCounter("gateway.spool.destroyed", () => read().Destroyed, "{hit}", "Hits that were accepted and destroyed by damage to the files.");
    }

    public void UpstreamFailure(string trackDomain, string kind) => _upstreamFailures.Add(1, new("track_domain", trackDomain), new("error", kind));

    /// <param name="route">YARP's name for it.</param>
    /// <param name="outcome"><c>queued</c> or <c>spooled</c> (kept), <c>refused</c> (503, the pixel keeps it) or <c>lost</c>.</param>
    public void NotDeliveredAtOnce(string route, string outcome) => _undelivered.Add(1, new("route", route), new("outcome", outcome));

    /// <param name="trackDomain">Its cluster.</param>
    /// <param name="outcome"><c>delivered</c> or <c>failed</c>; a failed one is tried again.</param>
    /// <param name="count">How many.</param>
    public void Replayed(string trackDomain, string outcome, int count) => _replayed.Add(count, new("track_domain", trackDomain), new("outcome", outcome));

    public void UpstreamRetry(string trackDomain) => _upstreamRetries.Add(1, new KeyValuePair<string, object?>("track_domain", trackDomain));

    /// <summary>Reads which track domains are left alone, whenever somebody collects.</summary>
    public void ObserveBreakers(Func<IEnumerable<(string TrackDomain, bool IsOpen)>> read) => _meter.CreateObservableGauge(
        "gateway.upstream.breaker.open",
        () => read().Select(static breaker => new Measurement<int>(breaker.IsOpen ? 1 : 0, new KeyValuePair<string, object?>("track_domain", breaker.TrackDomain))),
        null,
        "1 while a track domain is left alone because too many attempts failed.");

    /// <summary>Reads whether the file says something else than what is in force, whenever somebody collects.</summary>
    public void ObserveConfig(Func<bool> isStale) => _meter.CreateObservableGauge(
        "gateway.config.stale", () => isStale() ? 1 : 0, null, "1 if the configuration file says something else than what is in force, because it cannot be used.");

    /// <summary>Reads the script cache whenever somebody collects.</summary>
    public void ObserveCache(Func<(long Entries, long Bytes)> read)
    {
        _meter.CreateObservableGauge("gateway.cache.entries", () => read().Entries, "{entry}", "Entries in the script cache.");
        _meter.CreateObservableGauge("gateway.cache.bytes", () => read().Bytes, "By", "Bytes of the script cache, keys included.");
    }

    /// <param name="outcome"><c>hit</c> (from memory), <c>miss</c> (asked the track domain), <c>coalesced</c> (waited for another's answer), <c>passed</c> (known as not to be kept).</param>
    public void CacheRequest(string outcome) => _cacheRequests.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void CacheStale() => _cacheStale.Add(1);

    public void ConsentChange(string policy, string change) => _consentChanges.Add(1, new("policy", policy), new("change", change));

    public void Hit(string route, string decision, string signal, bool isEnforced) =>
        _hits.Add(1, new TagList { { "route", route }, { "decision", decision }, { "signal", signal }, { "enforced", isEnforced ? "true" : "false" } });

    public void Withheld(string rule, int count) => _withheld.Add(count, new KeyValuePair<string, object?>("rule", rule));

    public void ShadowWithheld(string rule, int count) => _shadowWithheld.Add(count, new KeyValuePair<string, object?>("rule", rule));

    public void UnknownParameters(int count) => _unknownParameters.Add(count);

    public void UnrecognisedConsent(string route) => _unrecognisedConsent.Add(1, new KeyValuePair<string, object?>("route", route));

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void GuardViolation(string name) => _guardViolations.Add(1, new KeyValuePair<string, object?>("name", name));
}
