using PrivacyGateway.Configuration;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Probes requests that are not hits: identifier services, the opt-out call and the pixel's files.</summary>
internal sealed class ServiceProbes(ProbeSubject subject, ProbeWriter writer, Canaries canaries)
{
    private static readonly string[] Services = ["cc", "cc?a=c", "cdb"];

    /// <summary>An opt-out, and its deletion.</summary>
    private static readonly string[] OptOutQueries = ["duration=30", "duration=-2"];

    private static readonly string[] Carriers = ["eid", "cdb1", "c", "v"];

    public IEnumerable<Probe> All()
    {
        if (subject.Policy is not { } policy)
            yield break;
        foreach (var service in Services)
            yield return Service(service);
        yield return Exempt(policy, $"/{subject.TrackIds}/optout", "/optout", isOptOut: true);
        foreach (var query in OptOutQueries)
        {
            yield return OptOut(policy, query, "of the site", subject.State.Site, ownPage: true, isOptedOut: true);
            yield return OptOut(policy, query, "of another site", "cross-site", ownPage: true, isOptedOut: false);
            yield return OptOut(policy, query, "of another site, opted out", "cross-site", ownPage: true, isOptedOut: true);
            yield return OptOut(policy, query, "of another host", subject.State.Site, ownPage: false, isOptedOut: true);
        }

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
        return new Probe(subject, $"/{service}", writer.Get(
            $"/{subject.TrackIds}/{service}{(service.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Join(placed)}"), placed);
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

    /// <summary>An opt-out call as pages send it, with the opt-out cookies of the policy or without.</summary>
    private Probe OptOut(PolicyConfig policy, string query, string page, string site, bool ownPage, bool isOptedOut)
    {
        var about = $"/optout?{query}, page {page}";
        var own = policy.AllowedOrigins is [var first, ..] ? first : $"https://{subject.Host}";
        var parameter = canaries.Place(new Placement(canaries.Number(), "eid", ReportedCategory.Identifier, CanaryLocation.Query, about,
            RuleNames.Identity));
        Placement[] cookies =
        [
            .. (isOptedOut ? policy.OptOutCookies : []).Append("wteid_" + subject.TrackIds).Select(name => canaries.Place(new Placement(
                canaries.Word(), name, ReportedCategory.Identifier, CanaryLocation.Cookie, about, RuleNames.SiteCookie))),
        ];
        return new Probe(subject, about, writer.Get(
            $"/{subject.TrackIds}/optout?{query}&eid={parameter.Value}",
            [$"Sec-Fetch-Site: {site}", $"Referer: {(ownPage ? own : "https://www.partner.example")}/"],
            [.. cookies.Select(static placement => $"{placement.Name}={placement.Value}"),
                .. (isOptedOut ? policy.OptOutCookies : []).Select(static name => name + "=")]),
            [parameter, .. cookies]);
    }

    private static string Join(IEnumerable<Placement> placed) =>
        string.Join('&', placed.Select(static placement => $"{placement.Name}={placement.Value}"));
}
