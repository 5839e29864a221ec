using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Whether a hit fits into the web server's limits: what does not is answered 413, 414 or 431 before the gateway sees it.</summary>
internal static class HitRoom
{
    /// <summary>Bytes of a request line: the pixel cuts its URL at 30,720 characters. (Protocol §1.2.)</summary>
    private const int LongestLine = 30_720;

    /// <summary>Bytes of the shortest page view that the pixel sends, and of the headers that a browser sends with it.</summary>
    private const int ShortestLine = 512;

    private const int FewestHeaderBytes = 1024;

    /// <summary>With the cookies of a site that has many.</summary>
    private const int ManyHeaderBytes = 16 * 1024;

    private const int FewestHeaders = 16;

    private const int ManyHeaders = 40;

    public static void Check(KestrelServerLimits limits, string path, GatewayConfig? config, ConfigProblems problems)
    {
        CheckRoom($"{path}.MaxRequestLineSize", limits.MaxRequestLineSize, ShortestLine, LongestLine, "bytes", "414", problems);
        CheckRoom($"{path}.Http2.MaxRequestHeaderFieldSize", limits.Http2.MaxRequestHeaderFieldSize, ShortestLine, LongestLine, "bytes", "431", problems);
        CheckRoom($"{path}.MaxRequestHeadersTotalSize", limits.MaxRequestHeadersTotalSize, FewestHeaderBytes, ManyHeaderBytes, "bytes", "431", problems);
        CheckRoom($"{path}.MaxRequestHeaderCount", limits.MaxRequestHeaderCount, FewestHeaders, ManyHeaders, "headers", "431", problems);

        foreach (var (name, policy) in config?.Policies ?? new Dictionary<string, PolicyConfig>())
        {
            if (limits.MaxRequestBodySize < policy.Limits.BodyBytes)
                problems.Warn($"{path}.MaxRequestBodySize", $"it is less than limits.bodyBytes of policy \"{name}\", {policy.Limits.BodyBytes}, and refuses bodies before the policy does.", "Take it out; the policies limit the bodies.");
        }
    }

    private static void CheckRoom(string place, long limit, long least, long enough, string unit, string status, ConfigProblems problems)
    {
        if (limit < least)
            problems.Error(place, $"no hit fits into {limit} {unit}: each would be answered {status}.", $"Write at least {enough}, or take it out.");
        else if (limit < enough)
            problems.Warn(place, $"hits of real pages need more than {limit} {unit} and are then answered {status}.", $"Write at least {enough}, or take it out.");
    }
}
