namespace PrivacyGateway.Configuration.Validation;

/// <summary>
/// Keys about TLS where no TLS can arrive, certificates for hosts that no route has, and challenges where no plain HTTP can arrive.
/// </summary>
internal static class HttpsUseValidator
{
    public static void Validate(GatewayConfig config, ConfigProblems problems)
    {
        var endpoints = config.Kestrel.Endpoints;
        var mayBeTls = endpoints.Any(static endpoint => endpoint.IsHttps) || config.KnownProxies.Count > 0
            || (endpoints.Count == 0 && config.Kestrel.DefaultCertificate is not null);
        if (config.Https.HstsDays > 0 && !mayBeTls)
            problems.Warn("$.PrivacyGateway.Https.hstsDays",
                "no response is sent over TLS: there is no https endpoint, and no balancer is known that ends TLS.",
                "Add one under $.Kestrel.Endpoints, or the balancer's address to KnownProxies.");
        foreach (var (path, host) in endpoints.SelectMany(
            static endpoint => endpoint.Sni.Select(sni => (ConfigPath.Key($"{endpoint.Path}.Sni", sni.Host), sni.Host))))
        {
            if (host != "*"
                && !config.Routes.SelectMany(static route => route.Hosts).Any(served => Covers(host, served) || Covers(served, host)))
                problems.Warn(path, "no route has this host, so its certificate serves no hit.",
                    "Write it into Match.Hosts of a route, or take it out.");
        }

        if (config.Acme is { } acme)
            ValidateChallenges(config, acme.ChallengeDirectory, problems);
    }

    private static void ValidateChallenges(GatewayConfig config, string directory, ConfigProblems problems)
    {
        var endpoints = config.Kestrel.Endpoints;
        if (endpoints.Count > 0 && endpoints.All(static endpoint => endpoint.IsHttps))
            problems.Warn("$.PrivacyGateway.Acme", "an ACME issuer asks over plain HTTP on port 80, and every endpoint is https.",
                "Add an http endpoint under $.Kestrel.Endpoints.");
        if (config.ReservedPath.Length > 1 && (GatewayConfig.AcmePrefix.StartsWith(config.ReservedPath, StringComparison.OrdinalIgnoreCase)
            || config.ReservedPath.StartsWith(GatewayConfig.AcmePrefix, StringComparison.OrdinalIgnoreCase)))
            problems.Error("$.PrivacyGateway.ReservedPath",
                $"\"{config.ReservedPath}\" meets {GatewayConfig.AcmePrefix}, where challenges are served.",
                $"Write another path, such as \"{GatewayConfig.DefaultReservedPath}\".");
        if (config.DataDirectory is { } data && IsWithin(directory, data))
            problems.Error("$.PrivacyGateway.Acme.challengeDirectory",
                "it lies within DataDirectory: files that are served to everyone must not be stored with spooled hits.",
                "Write a separate directory.");
    }

    private static bool Covers(string pattern, string host) =>
        pattern == host || (pattern.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(pattern[1..], StringComparison.Ordinal));

    private static bool IsWithin(string path, string directory) =>
        $"{path.TrimEnd('/')}/".StartsWith($"{directory.TrimEnd('/')}/", StringComparison.Ordinal);
}
