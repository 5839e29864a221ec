using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Endpoints.State;

namespace PrivacyGateway.Hosting.State;

/// <summary>Puts the state page together: the sections of its parts, and the verdict of the health checks.</summary>
internal sealed class StateReader(
    HealthCheckService health,
    ConfigurationPart configuration,
    RoutePart routes,
    PolicyPart policies,
    TrackDomainPart trackDomains,
    SpoolPart spool,
    CertificatePart certificates,
    LimitPart limits,
    PreviewPart preview,
    TimeProvider time) : IStateReader
{
    /// <summary>The section that shows more of what a check found.</summary>
    private static readonly Dictionary<string, string> SectionOfCheck = new(StringComparer.Ordinal)
    {
        ["configuration"] = ConfigurationPart.Id,
        ["routing"] = RoutePart.Id,
        ["trackDomains"] = TrackDomainPart.Id,
        ["spool"] = SpoolPart.Id,
        ["connections"] = LimitPart.Id,
        ["limits"] = LimitPart.Id,
        ["shadow"] = PolicyPart.Id,
    };

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public async Task<StateReport> ReadAsync(CancellationToken cancellationToken)
    {
        var (checks, now) = (await health.CheckHealthAsync(cancellationToken), time.GetUtcNow());
        StateFinding[] findings = [.. checks.Entries.Where(static entry => entry.Value.Status != HealthStatus.Healthy).Select(
            static entry =>
            new StateFinding(SectionOfCheck[entry.Key], entry.Value.Description ?? entry.Key, ToneOf(entry.Value.Status)))];
        StateSection[] sections =
        [
            configuration.Read(), routes.Read(), policies.Read(), trackDomains.Read(), spool.Read(), certificates.Read(now), limits.Read(),
            preview.Read(),
        ];
        var worst = Max(findings.Select(static finding => finding.Tone).Concat(sections.Select(static section => section.Tone)));
        return new StateReport(
            BuildInfo.Version,
            BuildInfo.Revision,
            Environment.MachineName,
            _startedAt,
            now,
            worst,
            checks.Status == HealthStatus.Unhealthy ? "Not ready" : worst is StateTone.Notice or StateTone.Bad
                ? "Ready, needs attention" : "Ready",
            findings,
            [.. sections.Select(section => section with { Tone = Max(
                [section.Tone, .. findings.Where(finding => finding.Section == section.Id).Select(static finding => finding.Tone)]) })]);
    }

    private static StateTone Max(IEnumerable<StateTone> tones) => tones.DefaultIfEmpty().Max();

    private static StateTone ToneOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => StateTone.Good,
        HealthStatus.Degraded => StateTone.Notice,
        _ => StateTone.Bad,
    };
}
