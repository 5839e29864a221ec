namespace PrivacyGateway.Configuration;

/// <summary>Checks Kestrel's endpoints. Hosting checks the certificates' files.</summary>
internal static class KestrelValidator
{
    public static void Validate(KestrelConfig kestrel, ConfigProblems problems)
    {
        for (var i = 0; i < kestrel.Endpoints.Count; i++)
        {
            if (kestrel.Endpoints.Take(i).FirstOrDefault(other => Overlap(other, kestrel.Endpoints[i])) is { } other)
                problems.Error($"{kestrel.Endpoints[i].Path}.Url",
                    $"\"{kestrel.Endpoints[i].Url}\" cannot be bound beside {other.Path}.Url \"{other.Url}\".",
                    "Write another port or another address.");
        }

        foreach (var endpoint in kestrel.Endpoints)
        {
            if (endpoint.IsHttps && endpoint.Certificate is null && kestrel.DefaultCertificate is null
                && !endpoint.Sni.Any(sni => sni.Certificate is not null))
                problems.Error(endpoint.Path, "this https endpoint has no certificate.",
                    "Add a Certificate with Path and KeyPath, Sni entries, or $.Kestrel.Certificates.Default.");
            foreach (var sni in endpoint.Sni.Where(
                sni => sni.Certificate is null && endpoint.Certificate is null && kestrel.DefaultCertificate is null))
                problems.Error(ConfigPath.Key($"{endpoint.Path}.Sni", sni.Host), "there is no certificate for this name.",
                    "Add a Certificate here or to the endpoint.");
            if (ListenAddress.Parse(endpoint.Url) is { IsName: true } address)
                problems.Warn($"{endpoint.Path}.Url",
                    $"\"{endpoint.Url}\" listens on every address of the machine, not on that of {address.Host} alone.",
                    "Write the address to listen on, \"localhost\", or \"*\" for every address.");
            if (!endpoint.IsHttps && (endpoint.Certificate is not null || endpoint.Sni.Count > 0))
                problems.Error(
                    endpoint.Path, "an http endpoint has no certificates.", "Write an https Url, or take Certificate and Sni out.");
        }
    }

    /// <summary>Whether an endpoint speaks TLS; an error for text that is no address to listen on.</summary>
    public static bool IsHttps(string path, string url, ConfigProblems problems)
    {
        if (url.StartsWith("http://unix:/", StringComparison.Ordinal) || url.StartsWith("https://unix:/", StringComparison.Ordinal))
            return url.StartsWith("https:", StringComparison.Ordinal);
        if (ListenAddress.Parse(url) is { } address)
            return address.IsHttps;
        problems.Error(path, $"\"{url}\" is not an address to listen on.", "Write one such as \"https://*:443\".");
        return false;
    }

    private static bool Overlap(EndpointConfig one, EndpointConfig other) =>
        ListenAddress.Parse(one.Url) is { } first && ListenAddress.Parse(other.Url) is { } second && first.Overlaps(second);

    public static void ValidateServerName(string path, string host, ConfigProblems problems)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        if (host != "*" && (name.Length == 0 || Uri.CheckHostName(name) != UriHostNameType.Dns))
            problems.Error(path, $"\"{host}\" is not a server name.",
                "Write a name such as \"track.shop.example\", \"*.shop.example\", or \"*\" for every other.");
    }

    /// <summary>A redirect needs an https endpoint, or a balancer that ends TLS.</summary>
    public static void ValidateRedirect(GatewayConfig config, ConfigProblems problems)
    {
        if (config.Https.Redirect && config.KnownProxies.Count == 0 && !config.Kestrel.Endpoints.Any(endpoint => endpoint.IsHttps))
        {
            problems.Warn(
                "$.PrivacyGateway.Https.redirect",
                "plain HTTP is redirected, but there is no https endpoint and no balancer is known that ends TLS.",
                "Add one under $.Kestrel.Endpoints, or the balancer's address to KnownProxies; without either, browsers are led in a "
                    + "circle.");
        }
    }
}
