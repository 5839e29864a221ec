using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using RouteConfig = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Hits of every kind that could belong to a route and host: real in form, so that what serves them serves a pixel.</summary>
internal static class SyntheticHits
{
    private const string Page = "p=600,check,1,1280x720,24,1,1700000000000,0,1280x720,0";

    /// <summary>Under a wildcard: a name that has no route of its own.</summary>
    private const string Label = "privacy-gateway-check";

    private static readonly HeaderLine PlainText = new("Content-Type", "text/plain;charset=UTF-8");
    private static readonly HeaderLine Form = new("Content-Type", "application/x-www-form-urlencoded");

    /// <summary>Behind the track ids, by kind, the most usual first. (Protocol §1.1.)</summary>
    private static readonly string[] Resources = ["wt", "wt.pl", "wt1a2b3c", "hm", "hm.pl", "optout", "optout.php", "cc", "cdb", "cdb.pl"];

    /// <param name="route">As YARP reads it.</param>
    /// <param name="host">One of its hosts.</param>
    /// <param name="staticPaths">Of its policy; null if the route has none, and anything that matches will do.</param>
    /// <param name="isTaken">Whether the gateway itself answers below a path.</param>
    public static IEnumerable<SyntheticHit> For(RouteConfig route, HostPattern host, IReadOnlyList<string>? staticPaths, Predicate<string> isTaken)
    {
        var pattern = RoutePatternFactory.Parse(route.Match.Path ?? "");
        var conditions = new MatchConditions(route.Match);
        var hits = staticPaths is null
            ? PathExamples.Of(pattern).Select(path => (conditions.AnyMethod, path, ""))
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
                hasBody ? [path.EndsWith("/batch", StringComparison.Ordinal) ? PlainText : Form, .. conditions.Headers] : conditions.Headers,
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

        // A file: where the policy says that files are, and where the pattern looks for them.
        var files = staticPaths.Select(static path => path.EndsWith('/') ? $"{path}check.js" : path).Concat(PathExamples.Of(pattern));
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
