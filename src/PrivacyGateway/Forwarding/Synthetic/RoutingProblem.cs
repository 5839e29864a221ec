using PrivacyGateway.Configuration;
using YarpRoute = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Reports a route that serves no hit, with the path in the file and the remedy.</summary>
internal static class RoutingProblem
{
    private const string Hits = $"hits have paths such as /{PathExamples.TrackId}/wt";

    private const string Files = "\"staticPaths\"";

    public static void Report(ConfigProblems problems, YarpRoute route, HostPattern host, SyntheticResult result, bool hasPolicy)
    {
        var match = $"{PlaceOf(route)}.Match";
        switch (result.Verdict)
        {
            case SyntheticVerdict.Failed:
                ReportFailure(problems, route, result.Detail);
                break;
            case SyntheticVerdict.Ambiguous:
                problems.Error(match, $"the routes {result.Detail} match the same requests for {host.Name}: each would get an error.",
                    "Give each host, path and condition to one route, or set Order.");
                break;
            case SyntheticVerdict.TakenByAnotherRoute:
                problems.Error(match, $"no request for {host.Name} reaches this route: route \"{result.Detail}\" takes them all.",
                    "Narrow the other route, give this one a lower Order, or remove it.");
                break;
            case SyntheticVerdict.Refused when result.Detail == "413":
                problems.Error(PolicyPlace(route, "limits.bodyBytes"),
                    "no hit with a body is as short as this limit, and this route accepts no other.", "Remove it; the default is 262144.");
                break;
            case SyntheticVerdict.Refused:
                problems.Error($"{match}.Path",
                    $"the policy responds {result.Detail} to every request that matches \"{route.Match.Path}\": {Hits}.",
                    $"Write \"/{{**path}}\", or list the files in the policy's {Files}.");
                break;
            default:
                ReportUnmatched(problems, route, host, match, hasPolicy);
                break;
        }
    }

    public static void ReportFailure(ConfigProblems problems, YarpRoute route, string failure) =>
        problems.Error(PlaceOf(route), $"every request to this route would fail: {failure}",
            "Correct the key or the part of Match that the message names.");

    /// <summary>Reports routes that can be built separately, but not together.</summary>
    public static void ReportFailure(ConfigProblems problems, IReadOnlyList<YarpRoute> routes, string failure) => problems.Error(
        "$.ReverseProxy.Routes",
        $"the routes {string.Join(", ", routes.Select(static route => $"\"{route.RouteId}\""))} cannot be routed together, and every "
            + $"request would fail: {failure}", "Make their hosts and paths differ.");

    private static void ReportUnmatched(ConfigProblems problems, YarpRoute route, HostPattern host, string match, bool hasPolicy)
    {
        var hasConditions = route.Match is { Methods.Count: > 0 } or { Headers.Count: > 0 } or { QueryParameters.Count: > 0 };
        var (place, conditions) = hasConditions ? (match, " and meet its conditions") : ($"{match}.Path", "");
        if (!PathExamples.CanFill(route.Match.Path ?? ""))
            problems.Warn(place,
                $"no hit was found that matches \"{route.Match.Path}\"{conditions} for {host.Name}; its regular expression was not tested.",
                $"Send one with `explain` or curl before you rely on this route: {Hits}.");
        else if (hasPolicy)
            problems.Error(place,
                $"no hit for {host.Name} can match \"{route.Match.Path}\"{conditions}: {Hits}, and are sent with GET, POST or HEAD.",
                $"Write \"/{{**path}}\", or for files a path in the policy's {Files}.");
        else
            problems.Error(place, $"no request for {host.Name} can match \"{route.Match.Path}\"{conditions}.",
                "Write a path such as \"/{**path}\", and conditions that do not contradict each other.");
    }

    private static string PlaceOf(YarpRoute route) => ConfigPath.Key("$.ReverseProxy.Routes", route.RouteId);

    private static string PolicyPlace(YarpRoute route, string key) =>
        $"{ConfigPath.Key("$.PrivacyGateway.Policies", RoutePolicy.FindName(route)!)}.{key}";
}
