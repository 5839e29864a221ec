using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>
/// Static paths are forwarded without a decision, so none may cover a hit; and one that no request can have is a mistake.
/// </summary>
internal static class StaticPathValidator
{
    public static void Validate(
        string path, IReadOnlyList<string> staticPaths, IReadOnlyList<RouteConfig> routes, bool servesChallenges, ConfigProblems problems)
    {
        for (var i = 0; i < staticPaths.Count; i++)
        {
            var (place, one) = ($"{path}.staticPaths[{i}]", staticPaths[i]);
            if (!one.StartsWith('/') || one == "/")
                continue;
            if (!IsPlain(one))
                problems.Error(place, $"\"{one}\" is not the plain path of any request.",
                    "Write it without query, escapes, patterns and empty or dot segments; end it with / to cover what lies below.");
            else if (CoversHits(one))
                problems.Error(place, $"\"{one}\" covers hits, which would be forwarded without a decision.",
                    "Write the path of the pixel's files, such as \"/js/\".");
            else if (servesChallenges
                && (one.StartsWith(GatewayConfig.AcmePrefix, StringComparison.Ordinal) || Covers(one, GatewayConfig.AcmePrefix)))
                problems.Error(
                    place, $"\"{one}\" meets {GatewayConfig.AcmePrefix}, which the gateway serves itself.", "Write another path.");
            else if (routes.Count > 0 && !routes.Any(route => Meets(route.Path, one)))
                problems.Warn(place, $"no route of this policy serves \"{one}\".", "Write a path below a route's Match.Path.");
            if (staticPaths.FirstOrDefault(other => other.Length < one.Length && Covers(other, one)) is { } wider)
                problems.Warn(place, $"\"{wider}\" covers it already.", "Take one of the two out.");
        }
    }

    private static bool IsPlain(string path) =>
        path.All(static character => character is > ' ' and <= '~' and not ('?' or '#' or '%' or '\\' or ';' or '*' or '{' or '}'))
        && !path.Contains("//", StringComparison.Ordinal) && !path.Split('/').Any(static segment => segment is "." or "..");

    private static bool CoversHits(string path) =>
        Dialect.Classify(Encoding.ASCII.GetBytes(path)) != HitKind.Unknown
            || (path.EndsWith('/') && Dialect.Classify(Encoding.ASCII.GetBytes($"{path}wt")) != HitKind.Unknown);

    private static bool Covers(string wider, string path) => wider.EndsWith('/') && path.StartsWith(wider, StringComparison.Ordinal);

    /// <summary>By what stands in the route's path before its first parameter.</summary>
    private static bool Meets(string routePath, string path)
    {
        var pattern = $"/{routePath.TrimStart('/')}";
        var parameter = pattern.IndexOf('{', StringComparison.Ordinal);
        return parameter < 0
            ? pattern.Equals(path, StringComparison.OrdinalIgnoreCase)
                || (path.EndsWith('/') && pattern.StartsWith(path, StringComparison.OrdinalIgnoreCase))
            : path.StartsWith(pattern[..parameter], StringComparison.OrdinalIgnoreCase)
                || pattern[..parameter].StartsWith(path, StringComparison.OrdinalIgnoreCase);
    }
}
