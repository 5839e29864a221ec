using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Checks that hits fit into Kestrel's limits: Kestrel rejects larger ones with 413, 414 or 431 before the pipeline.</summary>
internal static class HitSizeCheck
{
    /// <summary>Bytes of the longest request line: the pixel cuts its URL at 30,720 characters. (Protocol §1.2.)</summary>
    private const int LongestLine = 30_720;

    /// <summary>Bytes of the shortest page view that the pixel sends.</summary>
    private const int ShortestLine = 512;

    /// <summary>Bytes of the fewest headers that a browser sends.</summary>
    /// <summary>Bytes of the fewest headers that a browser sends.</summary>
    private const int FewestHeaderBytes = 1024;

    /// <summary>Header bytes with the cookies of a site that sets many.</summary>
    private const int ManyHeaderBytes = 16 * 1024;

    private const int FewestHeaders = 16;

    private const int ManyHeaders = 40;

    public static void Check(KestrelServerLimits limits, string path, GatewayConfig? config, ConfigProblems problems)
    {
        CheckLimit($"{path}.MaxRequestLineSize", limits.MaxRequestLineSize, ShortestLine, LongestLine, "bytes", "414", problems);
        CheckLimit($"{path}.Http2.MaxRequestHeaderFieldSize", limits.Http2.MaxRequestHeaderFieldSize, ShortestLine, LongestLine, "bytes",
            "431", problems);
        CheckLimit($"{path}.MaxRequestHeadersTotalSize", limits.MaxRequestHeadersTotalSize, FewestHeaderBytes, ManyHeaderBytes, "bytes",
            "431", problems);
        CheckLimit($"{path}.MaxRequestHeaderCount", limits.MaxRequestHeaderCount, FewestHeaders, ManyHeaders, "headers", "431", problems);

        foreach (var (name, policy) in config?.Policies ?? new Dictionary<string, PolicyConfig>())
        {
            if (limits.MaxRequestBodySize < policy.Limits.BodyBytes)
                problems.Warn($"{path}.MaxRequestBodySize",
                    $"it is less than limits.bodyBytes of policy \"{name}\", {policy.Limits.BodyBytes}, and refuses bodies before the "
                        + "policy does.", "Remove it; the policies limit the bodies.");
        }
    }

    private static void CheckLimit(string place, long limit, long least, long enough, string unit, string status, ConfigProblems problems)
    {
        if (limit < least)
            problems.Error(place, $"no hit fits into {limit} {unit}: each would get {status}.", $"Write at least {enough}, or remove it.");
        else if (limit < enough)
            problems.Warn(place, $"hits of real pages need more than {limit} {unit} and would get {status}.",
                $"Write at least {enough}, or remove it.");
    }
}
