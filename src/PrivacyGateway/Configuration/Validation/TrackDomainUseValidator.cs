namespace PrivacyGateway.Configuration.Validation;

/// <summary>Timeouts, retries and a circuit breaker that cannot take place as written.</summary>
internal static class TrackDomainUseValidator
{
    /// <summary>More attempts a second than one gateway makes on any machine.</summary>
    private const long MostAttempts = 50_000;

    public static void Validate(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        foreach (var (name, trackDomain) in config.TrackDomains)
        {
            var path = ConfigPath.Key("$.PrivacyGateway.TrackDomains", name);
            var delays = trackDomain.RetryDelayMilliseconds * ((1L << trackDomain.Retries) - 1);
            if (trackDomain.Retries == 0 && written.In("PrivacyGateway", "TrackDomains", name).Has("retryDelayMilliseconds"))
                problems.Warn($"{path}.retryDelayMilliseconds", "it has no effect: retries is 0.", "Take it out, or write retries.");
            else if (delays >= trackDomain.TotalMilliseconds)
                problems.Warn($"{path}.retries", $"the delays before {trackDomain.Retries} retries add up to {delays} milliseconds, and all attempts together have {trackDomain.TotalMilliseconds} (totalMilliseconds): the last one never takes place.", "Write fewer retries, a shorter retryDelayMilliseconds or a longer totalMilliseconds.");
            if (trackDomain.BreakerMinimum > MostAttempts * trackDomain.BreakerWindowSeconds)
                problems.Warn($"{path}.breakerMinimum", $"the circuit never opens: {trackDomain.BreakerMinimum} attempts in {trackDomain.BreakerWindowSeconds} seconds (breakerWindowSeconds) are more than a gateway makes.", "Write a smaller number; the default is 20.");
        }
    }
}
