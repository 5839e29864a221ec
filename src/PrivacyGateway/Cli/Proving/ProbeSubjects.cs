using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Creates a subject for each route and each consent state of its policy.</summary>
internal static class ProbeSubjects
{
    private const int TrackIdLength = 15;

    public static IReadOnlyList<ProbeSubject> Create(CheckedConfig config, DateTimeOffset now) =>
        [.. config.Gateway.Routes.SelectMany(route => Create(route, config, now))];

    /// <summary>Takes host, path and required headers from the route's synthetic hit, which is known to match it.</summary>
    private static IEnumerable<ProbeSubject> Create(RouteConfig route, CheckedConfig config, DateTimeOffset now)
    {
        var sample = config.Hits.FirstOrDefault(hit => hit.Route == route.Id);
        var host = sample is null ? route.Hosts[0].TrimStart('*', '.') : DomainName.ToAscii(sample.Host) ?? sample.Host;
        var path = sample?.Target.Split('?')[0];
        var ids = path?.Split('/') is [_, var first, _] && first.Length >= TrackIdLength
            && first.All(static letter => char.IsAsciiDigit(letter) || letter == ',') ? first : null;
        var policy = config.Gateway.Policies.GetValueOrDefault(route.Policy);
        foreach (var state in ConsentStates.Create(policy, now))
        {
            var subject = new ProbeSubject(route, host, policy,
                state)
            {
                Conditions = [.. sample?.Headers.Select(static header => $"{header.Name}: {header.Value}") ?? []],
            };
            yield return ids is not null ? subject with { TrackIds = ids } : path is null ? subject : subject with { HitPath = path };
        }
    }
}
