using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using RouteConfig = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>
/// Creates candidate hits of each kind for a route and host. They have
/// the pixel's format, so that a route that serves them serves real hits.
/// </summary>
internal static class SyntheticHits
{
    private const string Page = "p=600,check,1,1280x720,24,1,1700000000000,0,1280x720,0";

    /// <summary>The label below a wildcard host, unlikely to have its own route.</summary>
    private const string Label = "privacy-gateway-check";

    private static readonly HeaderLine PlainText = new("Content-Type", "text/plain;charset=UTF-8");
    private static readonly HeaderLine Form = new("Content-Type", "application/x-www-form-urlencoded");

    /// <summary>Path segments after the track ids, the most common first. (Protocol §1.1.)</summary>
    private static readonly string[] Resources = ["wt", "wt.pl", "wt1a2b3c", "hm", "hm.pl", "optout", "optout.php", "cc", "cdb", "cdb.pl"];

    /// <param name="route">YARP's route.</param>
    /// <param name="host">One of its hosts.</param>
    /// <param name="staticPaths">The policy's static paths; null for a route without a policy, where any path may do.</param>
    /// <param name="isTaken">Whether the gateway serves a path itself.</param>
    public static IEnumerable<SyntheticHit> For(
        RouteConfig route, HostPattern host, IReadOnlyList<string>? staticPaths, Predicate<string> isTaken)
    {
        var pattern = RoutePatternFactory.Parse(route.Match.Path ?? "");
        var conditions = new MatchConditions(route.Match);
        var hits = staticPaths is null
            ? PathExamples.Create(pattern).Select(path => (conditions.AnyMethod, path, ""))
            : HitsOf(pattern, staticPaths).Where(hit => conditions.Takes(hit.Method));
        foreach (var (method, path, query) in hits)
        {
            if (!RequestTarget.IsPlain(path) || isTaken(path))
                continue;

            var hasBody = method == "POST";
            var all = string.Concat(hasBody ? "" : query, conditions.Query).TrimStart('&');
            yield return new SyntheticHit(
                route.RouteId,
                HostOf(host),
                method,
                all.Length == 0 ? path : $"{path}?{all}",
                hasBody ? [path.EndsWith("/batch", StringComparison.Ordinal) ? PlainText : Form, .. conditions.Headers]
                    : conditions.Headers,
                hasBody ? Encoding.ASCII.GetBytes(query) : default);
        }
    }

    private static IEnumerable<(string Method, string Path, string Query)> HitsOf(RoutePattern pattern, IReadOnlyList<string> staticPaths)
    {
        foreach (var ids in PathExamples.TrackIds(pattern.RawText ?? ""))
        {
            foreach (var method in (string[])["GET", "POST", "HEAD"])
            {
                foreach (var resource in Resources)
                    yield return (method, $"/{ids}/{resource}", Page);
            }

            yield return ("POST", $"/{ids}/batch", Page);
        }

        // Files in the policy's static paths, and paths that the pattern may match.
        var files = staticPaths.Select(static path => path.EndsWith('/') ? $"{path}check.js" : path).Concat(PathExamples.Create(pattern));
        foreach (var file in files)
        {
            yield return ("GET", file, "");
            yield return ("HEAD", file, "");
        }
    }

    private static string HostOf(HostPattern host)
    {
        var written = host.ToYarp();
        return host.IsWildcard ? Label + written[1..] : written;
    }
}
