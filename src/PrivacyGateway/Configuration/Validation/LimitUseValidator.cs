namespace PrivacyGateway.Configuration.Validation;

/// <summary>Limits that another limit makes unreachable, and limits below what a pixel sends.</summary>
internal static class LimitUseValidator
{
    /// <summary>The shortest line of a batch: a page field with its list of version, page, screen and time.</summary>
    private const int ShortestLine = 40;

    /// <summary>Characters at which the pixel cuts its request. (Protocol §1.2.)</summary>
    private const int LongestHit = 30_720;

    private const long MillisecondsASecond = 1000;

    public static void Validate(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        if (written.In("PrivacyGateway", "Limits").Has("addressBurst") && config.Limits.RequestsPerAddress == 0)
            problems.Warn("$.PrivacyGateway.Limits.addressBurst", "it has no effect: requestsPerAddress is 0, which is no limit.",
                "Write requestsPerAddress, or take it out.");

        foreach (var (name, policy) in config.Policies)
            ValidatePolicy(name, policy, config, written, problems);

        var slowest = config.Routes.Select(route => config.TrackDomains.GetValueOrDefault(route.ClusterId)?.TotalMilliseconds
            ?? new TrackDomainConfig().TotalMilliseconds).DefaultIfEmpty().Max();
        if (config.Shutdown.GraceSeconds * MillisecondsASecond < slowest)
            problems.Warn("$.PrivacyGateway.Shutdown.graceSeconds",
                $"a hit under way may take {slowest} milliseconds (TrackDomains.totalMilliseconds), and is cut off after "
                    + $"{config.Shutdown.GraceSeconds} seconds.", "Write a longer graceSeconds.");
    }

    private static void ValidatePolicy(string name, PolicyConfig policy, GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        var (path, limits) = ($"{ConfigPath.Policy(name)}.limits", policy.Limits);
        if (written.Policy(name).In("limits").Has("batchLines") && (long)limits.BatchLines * ShortestLine > limits.BodyBytes)
            problems.Warn($"{path}.batchLines",
                $"no batch reaches {limits.BatchLines} lines within bodyBytes ({limits.BodyBytes}): a line has {ShortestLine} bytes at "
                    + "least.", $"Write at most {Math.Max(1, limits.BodyBytes / ShortestLine)}, or a larger bodyBytes.");
        if (limits.BodyBytes < LongestHit)
            problems.Warn($"{path}.bodyBytes", $"the pixel's hits are up to {LongestHit} bytes long; larger bodies than this get 413.",
                "Take it out to get 262144.");
        if (limits.BodyBytes > config.Limits.BufferedBytes)
            problems.Warn($"{path}.bodyBytes",
                $"no body of this size fits into Limits.bufferedBytes ({config.Limits.BufferedBytes}), which all requests share.",
                "Write a larger bufferedBytes.");
    }
}
