namespace PrivacyGateway.Configuration.Validation;

/// <summary>The admin listener must be one that can be bound, another than the public ones, and none that a destination leads to.</summary>
internal static class AdminUrlValidator
{
    private const string Path = "$.PrivacyGateway.Admin.Url";

    /// <summary>The public listener where neither the file nor the command line nor the environment names one.</summary>
    private const string DefaultPublicUrl = "http://localhost:8080";

    public static void Validate(GatewayConfig config, ConfigProblems problems)
    {
        if (ListenAddress.Parse(config.Admin.Url) is not { } admin)
        {
            problems.Error(Path,
                $"{(config.Admin.Url.Contains('@', StringComparison.Ordinal) ? "it holds credentials, so it" : $"\"{config.Admin.Url}\"")} "
                    + "is not an address to listen on.", $"Write scheme, host and port alone, such as \"{AdminConfig.DefaultUrl}\".");
            return;
        }

        if (admin.IsHttps && config.Kestrel.DefaultCertificate is null)
            problems.Error(Path, $"\"{config.Admin.Url}\" needs a certificate.",
                "Write its Path and KeyPath into $.Kestrel.Certificates.Default, or write http.");
        if (admin.IsName)
            problems.Warn(Path, $"\"{config.Admin.Url}\" listens on every address of the machine, not on that of {admin.Host} alone.",
                "Write the address to listen on, \"localhost\", or \"+\" for every address.");
        foreach (var endpoint in config.Kestrel.Endpoints)
        {
            if (ListenAddress.Parse(endpoint.Url) is { } address && address.Overlaps(admin))
                problems.Error(
                    Path, $"\"{config.Admin.Url}\" cannot be bound beside {endpoint.Path}.Url \"{endpoint.Url}\".", "Write another port.");
        }

        foreach (var destination in config.Destinations)
        {
            if (Own(destination.Address, config, admin) is { } own)
                problems.Error(destination.Path, $"\"{destination.Address}\" is the gateway's own listener {own}.",
                    "Write the track domain's address.");
        }

        if (config.Kestrel.Endpoints.Count == 0 && admin.Overlaps(ListenAddress.Parse(DefaultPublicUrl)!))
            problems.Warn(Path, $"\"{config.Admin.Url}\" cannot be bound beside the public listener's default {DefaultPublicUrl}.",
                "Write another port, or start with other --urls.");
    }

    /// <summary>The listener that a destination on this machine leads to; null if it leads elsewhere.</summary>
    private static string? Own(string destination, GatewayConfig config, ListenAddress admin)
    {
        if (!Uri.TryCreate(destination, UriKind.Absolute, out var uri) || !uri.IsLoopback
            || ListenAddress.Parse(uri.GetLeftPart(UriPartial.Authority)) is not { } target)
            return null;
        return admin.Overlaps(target) ? Path
            : config.Kestrel.Endpoints.FirstOrDefault(
                endpoint => ListenAddress.Parse(endpoint.Url)?.Overlaps(target) == true) is { } endpoint ? endpoint.Path
            : null;
    }
}
