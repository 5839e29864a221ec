using System.Globalization;
using Microsoft.AspNetCore.Routing.Patterns;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Creates candidate paths for a route's pattern; routing decides whether they match.</summary>
internal static class PathExamples
{
    public const string TrackId = "111111111111111";

    private const int TrackIdLength = 15;

    /// <summary>Values that together satisfy ASP.NET Core's inline route constraints.</summary>
    private static readonly string[] Values = [
        "check", "1", TrackId, "true", "2026-01-01", "d3b07384-d9a0-4c9b-8f6b-0d2f1e6a7c11", "check.js"];

    /// <summary>Candidate lists of track ids: the default one, two at once, those in the pattern, and repeated digits.</summary>
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

    /// <summary>The pattern with its parameters filled in by each candidate value.</summary>
    public static IEnumerable<string> Create(RoutePattern pattern) =>
        Values.Select(value => Fill(pattern, value)).Distinct(StringComparer.Ordinal);

    /// <summary>False if a parameter has a regular expression, because a matching value cannot be constructed in general.</summary>
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
