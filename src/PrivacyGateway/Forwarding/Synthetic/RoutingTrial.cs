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
        if (!await CanRouteAsync(routes))
            return served;

        await using var pipeline = TrialPipeline.Build(routes, _policies);
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
    private async Task<bool> CanRouteAsync(ProxyRoutes routes)
    {
        if (await FailureAsync(routes) is not { } failure)
            return true;

        if (routes.Routes.Count == 1)
        {
            RoutingProblem.ReportFailure(problems, routes.Routes[0], failure);
            return false;
        }

        var middle = routes.Routes.Count / 2;
        var first = await CanRouteAsync(routes with { Routes = [.. routes.Routes.Take(middle)] });
        var second = await CanRouteAsync(routes with { Routes = [.. routes.Routes.Skip(middle)] });
        if (first && second)
            RoutingProblem.ReportFailure(problems, routes.Routes, failure);
        return false;
    }

    /// <summary>Why no request at all can be routed; null if one can.</summary>
    private async Task<string?> FailureAsync(ProxyRoutes routes)
    {
        try
        {
            await using var pipeline = TrialPipeline.Build(routes, _policies);

            // The matcher is built by the first request, for all routes at once. One that no route matches fails only if the matcher does.
            var result = await pipeline.Sender.SendAsync(new SyntheticHit("", "privacy-gateway.invalid", "GET", "/", [], default));
            return result.Verdict == SyntheticVerdict.Failed ? result.Detail : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or RoutePatternException or FormatException)
        {
            return exception.GetBaseException().Message.ReplaceLineEndings(" ");
        }
    }
}
