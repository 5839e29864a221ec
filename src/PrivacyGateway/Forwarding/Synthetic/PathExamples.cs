using System.Globalization;
using Microsoft.AspNetCore.Routing.Patterns;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Paths that a route's pattern may match. Whether one does is for the routing to say.</summary>
internal static class PathExamples
{
    public const string TrackId = "111111111111111";

    private const int TrackIdLength = 15;

    /// <summary>Values that between them meet the platform's own constraints.</summary>
    private static readonly string[] Values = ["check", "1", TrackId, "true", "2026-01-01", "d3b07384-d9a0-4c9b-8f6b-0d2f1e6a7c11", "check.js"];

    /// <summary>The lists of track ids in which the pattern may be interested: the usual one, two at once, and those that it names itself.</summary>
    public static IEnumerable<string> TrackIds(string pattern)
    {
        yield return TrackId;
        yield return $"{TrackId},222222222222222";
        for (var i = 0; i + TrackIdLength <= pattern.Length; i++)
        {
            if (pattern.AsSpan(i, TrackIdLength).ContainsAnyExceptInRange('0', '9'))
                continue;
            yield return pattern.Substring(i, TrackIdLength);
            i += TrackIdLength;
        }

        for (var digit = 1; digit <= 9; digit++)
            yield return new string((char)('0' + digit), TrackIdLength);
    }

    /// <summary>The pattern with every parameter filled in, in several ways.</summary>
    public static IEnumerable<string> Of(RoutePattern pattern) => Values.Select(value => Fill(pattern, value)).Distinct(StringComparer.Ordinal);

    /// <summary>False where a parameter must match a regular expression: a value that does cannot be made up in general.</summary>
    public static bool CanFill(string pattern) => !RoutePatternFactory.Parse(pattern).ParameterPolicies.Values.Any(
        static policies => policies.Any(static policy => policy.Content?.StartsWith("regex", StringComparison.OrdinalIgnoreCase) == true));

    private static string Fill(RoutePattern pattern, string value) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Default: { } fallback } => Convert.ToString(fallback, CultureInfo.InvariantCulture),
            _ => value,
        }))));
}
