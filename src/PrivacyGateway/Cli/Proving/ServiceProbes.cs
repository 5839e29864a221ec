using PrivacyGateway.Configuration;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Probes requests that are not hits: identifier services, the opt-out call and the pixel's files.</summary>
internal sealed class ServiceProbes(ProbeSubject subject, ProbeWriter writer, Canaries canaries)
{
    private static readonly string[] Services = ["cc", "cdb"];
    private static readonly string[] Carriers = ["eid", "cdb1", "c", "v"];

    public IEnumerable<Probe> All()
    {
        if (subject.Policy is not { } policy)
            yield break;
        foreach (var service in Services)
            yield return Service(service);
        yield return Exempt(policy, $"/{subject.TrackIds}/optout", "/optout", isOptOut: true);
        if (policy.StaticPaths.Count > 0)
            yield return Exempt(policy, policy.StaticPaths[0] is [.., '/'] folder ? $"{folder}prove.js" : policy.StaticPaths[0],
                "static file", isOptOut: false);
    }

    private Probe Service(string service)
    {
        var rule = subject.Rule(Promises.NotForwarded);
        Placement[] placed =
        [
            .. Carriers.Select(name => canaries.Place(new Placement(
                canaries.Word(), name, ReportedCategory.Identifier, CanaryLocation.Query, $"/{service}", rule))),
        ];
        return new Probe(subject, $"/{service}", writer.Get($"/{subject.TrackIds}/{service}?{Join(placed)}"), placed);
    }

    /// <summary>A request that is forwarded without identifiers in every consent state.</summary>
    private Probe Exempt(PolicyConfig policy, string path, string about, bool isOptOut)
    {
        var promises = new Promises(policy);
        Placement[] parameters =
        [
            .. CanaryNames.Parameters(policy).Where(static name => name.Data is ReportedCategory.Identifier or ReportedCategory.Contact
                or ReportedCategory.Suppressed).Select(name =>
                canaries.Place(new Placement(
                    canaries.Word(), name.Name, name.Data, CanaryLocation.Query, about, promises.Parameter(name, CanaryLocation.Query)))),
        ];
        Placement[] cookies =
        [
            .. CanaryNames.Cookies.Select(cookie => canaries.Place(new Placement(
                canaries.Word(), cookie.Name, cookie.Data, CanaryLocation.Cookie, about, isOptOut
                    ? RuleNames.SiteCookie : RuleNames.AnonymousHitCookie))),
        ];
        var request = writer.Get(
            $"{path}?{Join(parameters)}", cookies: [.. cookies.Select(static placement => $"{placement.Name}={placement.Value}")]);
        return new Probe(subject, about, request, [.. parameters, .. cookies]);
    }

    private static string Join(IEnumerable<Placement> placed) =>
        string.Join('&', placed.Select(static placement => $"{placement.Name}={placement.Value}"));
}
