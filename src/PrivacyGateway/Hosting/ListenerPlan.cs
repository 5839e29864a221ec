using Microsoft.Extensions.Configuration;

namespace PrivacyGateway.Hosting;

/// <summary>Where the public listener stands.</summary>
/// <param name="Urls">Addresses to bind; empty if the <c>Kestrel</c> section names its own.</param>
/// <param name="Source">What names them.</param>
internal sealed record ListenerPlan(IReadOnlyList<string> Urls, string Source)
{
    /// <summary>For a configuration whose <c>Kestrel</c> section and <c>--urls</c> contradict each other.</summary>
    public const string Contradiction =
        "--urls stands beside Kestrel:Endpoints in the configuration. Kestrel would ignore it: use one of the two.";

    /// <summary>Follows an https address.</summary>
    public const string NoCertificate = "needs a certificate. Write its Path and KeyPath into $.Kestrel.Certificates.Default.";

    /// <summary>
    /// 1. <c>Kestrel:Endpoints</c>; 2. <c>--urls</c>; 3. <c>ASPNETCORE_URLS</c>; 4. <c>ASPNETCORE_HTTP_PORTS</c>; 5. <c>http://localhost:8080</c>.
    /// </summary>
    /// <returns>Null if the first two are both there.</returns>
    public static ListenerPlan? From(IConfiguration configuration, string? urls, IReadOnlyDictionary<string, string> environment)
    {
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            return urls is null ? new ListenerPlan([], "$.Kestrel.Endpoints") : null;

        var (chosen, source) = urls is not null ? (urls, "--urls")
            : NotBlank(environment.GetValueOrDefault("ASPNETCORE_URLS")) is { } variable ? (variable, "ASPNETCORE_URLS")
            : FromPorts(environment.GetValueOrDefault("ASPNETCORE_HTTP_PORTS")) is { } ports ? (ports, "ASPNETCORE_HTTP_PORTS")
            : ("http://localhost:8080", "the default of --urls");
        return new ListenerPlan(chosen.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), source);
    }

    public static bool IsHttps(string url) => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? NotBlank(string? urls) => string.IsNullOrWhiteSpace(urls) ? null : urls;

    private static string? FromPorts(string? ports) => string.IsNullOrWhiteSpace(ports)
        ? null
        : string.Join(';', ports.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(port => $"http://*:{port}"));
}
