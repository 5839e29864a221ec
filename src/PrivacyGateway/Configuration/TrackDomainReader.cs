using System.Globalization;
using PrivacyGateway.Configuration.Validation;

namespace PrivacyGateway.Configuration;

/// <summary>Reads <c>PrivacyGateway.TrackDomains</c>.</summary>
internal static class TrackDomainReader
{
    /// <summary>Milliseconds; the resilience pipeline takes no shorter timeout.</summary>
    private const int ShortestAttempt = 10;

    public static IReadOnlyDictionary<string, TrackDomainConfig> Read(SectionReader? sections, ConfigProblems problems)
    {
        var read = new Dictionary<string, TrackDomainConfig>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in sections?.Keys.ToArray() ?? [])
        {
            if (sections!.Section(name) is not { } section)
                continue;
            read[name] = ReadOne(section);
            section.Finish();
            if (read[name].AttemptMilliseconds > read[name].TotalMilliseconds)
                problems.Error(section.PathOf("attemptMilliseconds"), "one attempt may take longer than all of them together.", "Write at most totalMilliseconds.");
        }

        return read;
    }

    /// <summary>A cluster's <c>HttpRequest.ActivityTimeout</c> is a timeout for an attempt too, where it is the shorter one.</summary>
    public static IReadOnlyDictionary<string, TrackDomainConfig> Limit(IReadOnlyDictionary<string, TrackDomainConfig> trackDomains, WrittenKeys clusters)
    {
        var limited = new Dictionary<string, TrackDomainConfig>(trackDomains, StringComparer.OrdinalIgnoreCase);
        foreach (var name in clusters.Names)
        {
            var trackDomain = limited.GetValueOrDefault(name, new TrackDomainConfig());
            if (TimeSpan.TryParse(clusters.In(name, "HttpRequest").Node("ActivityTimeout")?.ToString(), CultureInfo.InvariantCulture, out var timeout) && timeout.TotalMilliseconds < trackDomain.AttemptMilliseconds)
                limited[name] = trackDomain with { AttemptMilliseconds = Math.Max(ShortestAttempt, (int)timeout.TotalMilliseconds) };
        }

        return limited;
    }

    /// <summary>Each must be the name of a cluster.</summary>
    public static void ValidateNames(IEnumerable<string> names, IReadOnlyCollection<string> clusters, ConfigProblems problems)
    {
        foreach (var name in names.Where(name => !clusters.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Error(
                ConfigPath.Key("$.PrivacyGateway.TrackDomains", name),
                $"there is no cluster \"{name}\".",
                NearestName.Of(name, clusters) is { } nearest ? $"Did you mean \"{nearest}\"?" : "Write the name of one under $.ReverseProxy.Clusters.");
        }
    }

    private static TrackDomainConfig ReadOne(SectionReader section)
    {
        var defaults = new TrackDomainConfig();
        return new TrackDomainConfig
        {
            AttemptMilliseconds = (int)section.Number("attemptMilliseconds", defaults.AttemptMilliseconds, 100, 60000),
            TotalMilliseconds = (int)section.Number("totalMilliseconds", defaults.TotalMilliseconds, 100, 120000),
            Retries = (int)section.Number("retries", defaults.Retries, 0, 5),
            RetryDelayMilliseconds = (int)section.Number("retryDelayMilliseconds", defaults.RetryDelayMilliseconds, 1, 10000),
            BreakerFailures = (int)section.Number("breakerFailures", defaults.BreakerFailures, 1, 100),
            BreakerMinimum = (int)section.Number("breakerMinimum", defaults.BreakerMinimum, 2, 1_000_000),
            BreakerWindowSeconds = (int)section.Number("breakerWindowSeconds", defaults.BreakerWindowSeconds, 1, 3600),
            BreakerSeconds = (int)section.Number("breakerSeconds", defaults.BreakerSeconds, 1, 3600),
        };
    }
}
