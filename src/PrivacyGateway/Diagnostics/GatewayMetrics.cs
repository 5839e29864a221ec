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

    private readonly Counter<long> _hits;
    private readonly Counter<long> _withheld;
    private readonly Counter<long> _shadowWithheld;
    private readonly Counter<long> _unknownParameters;
    private readonly Counter<long> _unrecognisedConsent;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _guardViolations;
    private readonly Counter<long> _consentChanges;
    private readonly Meter _meter;

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
    }

    /// <summary>Reads whether the file says something else than what is in force, whenever somebody collects.</summary>
    public void ObserveConfig(Func<bool> isStale) => _meter.CreateObservableGauge(
        "gateway.config.stale", () => isStale() ? 1 : 0, null, "1 if the configuration file says something else than what is in force, because it cannot be used.");

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
