using System.Globalization;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>
/// Each section of <c>PrivacyGateway.TrackDomains</c> belongs to a cluster, and one attempt fits into all of them together.
/// </summary>
internal static class TrackDomainValidator
{
    /// <summary>Milliseconds; the resilience pipeline takes no shorter timeout.</summary>
    private const int ShortestAttempt = 10;

    /// <summary>More attempts a second than one gateway makes on any machine.</summary>
    private const long MostAttempts = 50_000;

    /// <summary>A cluster's <c>HttpRequest.ActivityTimeout</c> is a timeout for an attempt too, where it is the shorter one.</summary>
    public static IReadOnlyDictionary<string, TrackDomainConfig> Limit(
        IReadOnlyDictionary<string, TrackDomainConfig> trackDomains, WrittenKeys clusters)
    {
        var limited = new Dictionary<string, TrackDomainConfig>(trackDomains, StringComparer.OrdinalIgnoreCase);
        foreach (var name in clusters.Names)
        {
            var trackDomain = limited.GetValueOrDefault(name, new TrackDomainConfig());
            if (TimeSpan.TryParse(clusters.In(name, "HttpRequest").Node("ActivityTimeout")?.ToString(), CultureInfo.InvariantCulture,
                out var timeout) && timeout.TotalMilliseconds < trackDomain.AttemptMilliseconds)
                limited[name] = trackDomain with { AttemptMilliseconds = Math.Max(ShortestAttempt, (int)timeout.TotalMilliseconds) };
        }

        return limited;
    }

    public static void Validate(
        IReadOnlyDictionary<string, TrackDomainConfig> trackDomains, IReadOnlyCollection<string> clusters, ConfigProblems problems)
    {
        foreach (var (name, _) in trackDomains.Where(static pair => pair.Value.AttemptMilliseconds > pair.Value.TotalMilliseconds))
            problems.Error($"{ConfigPath.Key("$.PrivacyGateway.TrackDomains", name)}.attemptMilliseconds",
                "one attempt may take longer than all of them together.", "Write at most totalMilliseconds.");

        foreach (var name in trackDomains.Keys.Where(name => !clusters.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Error(
                ConfigPath.Key("$.PrivacyGateway.TrackDomains", name),
                $"there is no cluster \"{name}\".",
                NearestName.Find(name, clusters) is { } nearest
                    ? $"Did you mean \"{nearest}\"?" : "Write the name of one under $.ReverseProxy.Clusters.");
        }
    }

    /// <summary>Warns of timeouts, retries and a circuit that cannot take effect as written.</summary>
    public static void ValidateUse(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        foreach (var (name, trackDomain) in config.TrackDomains)
        {
            var path = ConfigPath.Key("$.PrivacyGateway.TrackDomains", name);
            var delays = trackDomain.RetryDelayMilliseconds * ((1L << trackDomain.Retries) - 1);
            if (trackDomain.Retries == 0 && written.In("PrivacyGateway", "TrackDomains", name).Has("retryDelayMilliseconds"))
                problems.Warn($"{path}.retryDelayMilliseconds", "it has no effect: retries is 0.", "Take it out, or write retries.");
            else if (delays >= trackDomain.TotalMilliseconds)
                problems.Warn($"{path}.retries",
                    $"the delays before {trackDomain.Retries} retries add up to {delays} milliseconds, and all attempts together have "
                        + $"{trackDomain.TotalMilliseconds} (totalMilliseconds): the last one never takes place.",
                        "Write fewer retries, a shorter retryDelayMilliseconds or a longer totalMilliseconds.");
            if (trackDomain.BreakerMinimum > MostAttempts * trackDomain.BreakerWindowSeconds)
                problems.Warn($"{path}.breakerMinimum",
                    $"the circuit never opens: {trackDomain.BreakerMinimum} attempts in {trackDomain.BreakerWindowSeconds} seconds "
                        + "(breakerWindowSeconds) are more than a gateway makes.", "Write a smaller number; the default is 20.");
        }
    }
}
