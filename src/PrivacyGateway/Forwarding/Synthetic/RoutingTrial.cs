using Microsoft.AspNetCore.Routing.Patterns;
using PrivacyGateway.Configuration;
using PrivacyGateway.Policies;
using YarpRoute = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>
/// Checks that each host of each route serves a hit, by sending synthetic hits through routing built from the configuration.
/// </summary>
/// <param name="config">A configuration without errors so far.</param>
/// <param name="problems">Takes the hosts that serve no hit.</param>
internal sealed class RoutingTrial(GatewayConfig config, ConfigProblems problems)
{
    private readonly PolicySnapshot _policies = new(config);

    /// <returns>A served hit for each host of each route; sent again later, they check the running gateway.</returns>
    public async Task<IReadOnlyList<SyntheticHit>> RunAsync(ProxyRoutes routes)
    {
        var served = new List<SyntheticHit>();
        await using var pipeline = await BuildAsync(routes);
        if (pipeline is null)
            return served;

        foreach (var route in routes.Routes)
        {
            foreach (var host in (route.Match.Hosts ?? []).Select(HostPattern.Parse).OfType<HostPattern>())
            {
                if (await ServeAsync(pipeline.Sender, route, host) is { } hit)
                    served.Add(hit);
            }
        }

        return served;
    }

    /// <summary>The first served hit; null, with a problem, if no hit was served.</summary>
    private async Task<SyntheticHit?> ServeAsync(SyntheticSender sender, YarpRoute route, HostPattern host)
    {
        var worst = new SyntheticResult(SyntheticVerdict.NotMatched);
        foreach (var hit in HitsFor(route, host))
        {
            var result = await sender.SendAsync(hit);
            if (result.Verdict == SyntheticVerdict.Served)
                return hit;
            if (result.Verdict > worst.Verdict)
                worst = result;

            // Every other hit would fail in the same way.
            if (result.Verdict is SyntheticVerdict.Failed or SyntheticVerdict.Ambiguous)
                break;
        }

        RoutingProblem.Report(problems, route, host, worst, hasPolicy: StaticPathsOf(route) is not null);
        return null;
    }

    private IEnumerable<SyntheticHit> HitsFor(YarpRoute route, HostPattern host) =>
        SyntheticHits.For(route, host, StaticPathsOf(route), config.IsServedHere);

    private IReadOnlyList<string>? StaticPathsOf(YarpRoute route) => _policies.Find(RoutePolicy.FindName(route) ?? "")?.Config.StaticPaths;

    /// <summary>One invalid route makes routing fail for all; bisection finds the invalid ones.</summary>
    /// <returns>Null, with a problem for each invalid route, if routing cannot be built.</returns>
    private async Task<TrialPipeline?> BuildAsync(ProxyRoutes routes)
    {
        string failure;
        try
        {
            var pipeline = TrialPipeline.Build(routes, _policies);

            // The first request builds the matcher for all routes. A request without a matching route fails only if the matcher fails.
            var result = await pipeline.Sender.SendAsync(new SyntheticHit("", "privacy-gateway.invalid", "GET", "/", [], default));
            if (result.Verdict != SyntheticVerdict.Failed)
                return pipeline;
            await pipeline.DisposeAsync();
            failure = result.Detail;
        }
        catch (Exception exception) when (
            exception is InvalidOperationException or ArgumentException or RoutePatternException or FormatException)
        {
            failure = exception.GetBaseException().Message.ReplaceLineEndings(" ");
        }

        if (routes.Routes.Count == 1)
            RoutingProblem.ReportFailure(problems, routes.Routes[0], failure);
        else if (await CanBuildAsync(routes, 0, routes.Routes.Count / 2) & await CanBuildAsync(
            routes, routes.Routes.Count / 2, routes.Routes.Count))
            RoutingProblem.ReportFailure(problems, routes.Routes, failure);
        return null;
    }

    private async Task<bool> CanBuildAsync(ProxyRoutes routes, int from, int to)
    {
        await using var pipeline = await BuildAsync(routes with { Routes = [.. routes.Routes.Take(to).Skip(from)] });
        return pipeline is not null;
    }
}
