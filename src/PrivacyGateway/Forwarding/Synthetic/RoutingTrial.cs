using Microsoft.AspNetCore.Routing.Patterns;
using PrivacyGateway.Configuration;
using PrivacyGateway.Policies;
using YarpRoute = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Whether every host of every route serves a hit: the real routing is built from a configuration and asked.</summary>
/// <param name="config">The configuration, without errors so far.</param>
/// <param name="problems">Takes what does not serve.</param>
internal sealed class RoutingTrial(GatewayConfig config, ConfigProblems problems)
{
    private readonly PolicySnapshot _policies = new(config);

    /// <returns>A hit for every host of every route that serves one: sent again, they tell whether a running gateway still does.</returns>
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

    /// <summary>The first hit that is served; null, with a problem, if there is none.</summary>
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

            // Every other hit would find the same.
            if (result.Verdict is SyntheticVerdict.Failed or SyntheticVerdict.Ambiguous)
                break;
        }

        RoutingProblem.Report(problems, route, host, worst, hasPolicy: StaticPathsOf(route) is not null);
        return null;
    }

    private IEnumerable<SyntheticHit> HitsFor(YarpRoute route, HostPattern host) => SyntheticHits.For(route, host, StaticPathsOf(route), config.IsServedHere);

    private IReadOnlyList<string>? StaticPathsOf(YarpRoute route) => _policies.Find(route.Metadata?.GetValueOrDefault("PrivacyPolicy") ?? "")?.Config.StaticPaths;

    /// <summary>One route that cannot be built makes routing fail for all: the ones to blame are found by halving.</summary>
    /// <returns>Null, with a problem for each of them, if no request at all could be routed.</returns>
    private async Task<TrialPipeline?> BuildAsync(ProxyRoutes routes)
    {
        string failure;
        try
        {
            var pipeline = TrialPipeline.Build(routes, _policies);

            // The matcher is built by the first request, for all routes at once. One that no route matches fails only if the matcher does.
            var result = await pipeline.Sender.SendAsync(new SyntheticHit("", "privacy-gateway.invalid", "GET", "/", [], default));
            if (result.Verdict != SyntheticVerdict.Failed)
                return pipeline;
            await pipeline.DisposeAsync();
            failure = result.Detail;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or RoutePatternException or FormatException)
        {
            failure = exception.GetBaseException().Message.ReplaceLineEndings(" ");
        }

        if (routes.Routes.Count == 1)
            RoutingProblem.ReportFailure(problems, routes.Routes[0], failure);
        else if (await CanBuildAsync(routes, 0, routes.Routes.Count / 2) & await CanBuildAsync(routes, routes.Routes.Count / 2, routes.Routes.Count))
            RoutingProblem.ReportFailure(problems, routes.Routes, failure);
        return null;
    }

    private async Task<bool> CanBuildAsync(ProxyRoutes routes, int from, int to)
    {
        await using var pipeline = await BuildAsync(routes with { Routes = [.. routes.Routes.Take(to).Skip(from)] });
        return pipeline is not null;
    }
}
