using Microsoft.Extensions.Configuration;

namespace PrivacyGateway.Hosting;

/// <summary>The URLs of the public listeners.</summary>
/// <param name="Urls">URLs to bind; empty if <c>Kestrel:Endpoints</c> names them.</param>
/// <param name="Source">The key, option or variable that names them.</param>
internal sealed record ListenerPlan(IReadOnlyList<string> Urls, string Source)
{
    /// <summary>For a configuration whose <c>Kestrel</c> section and <c>--urls</c> contradict each other.</summary>
    public const string Contradiction =
        "--urls conflicts with Kestrel:Endpoints in the configuration, and Kestrel would ignore it. Use one of the two.";

    /// <summary>The message after an https URL without a certificate.</summary>
    public const string NoCertificate = "needs a certificate. Write its Path and KeyPath into $.Kestrel.Certificates.Default.";

    /// <summary>
    /// 1. <c>Kestrel:Endpoints</c>; 2. <c>--urls</c>; 3. <c>ASPNETCORE_URLS</c>;
    /// 4. <c>ASPNETCORE_HTTP_PORTS</c>; 5. <c>http://localhost:8080</c>.
    /// </summary>
    /// <returns>Null if the first two are both set.</returns>
    public static ListenerPlan? From(IConfiguration configuration, string? urls, IReadOnlyDictionary<string, string> environment)
    {
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            return urls is null ? new ListenerPlan([], "$.Kestrel.Endpoints") : null;

        var (chosen, source) = urls is not null ? (urls, "--urls")
            : NullIfWhiteSpace(environment.GetValueOrDefault("ASPNETCORE_URLS")) is { } variable ? (variable, "ASPNETCORE_URLS")
            : FromPorts(environment.GetValueOrDefault("ASPNETCORE_HTTP_PORTS")) is { } ports ? (ports, "ASPNETCORE_HTTP_PORTS")
            : ("http://localhost:8080", "the default of --urls");
        return new ListenerPlan(chosen.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), source);
    }

    public static bool IsHttps(string url) => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? NullIfWhiteSpace(string? urls) => string.IsNullOrWhiteSpace(urls) ? null : urls;

    private static string? FromPorts(string? ports) => string.IsNullOrWhiteSpace(ports)
        ? null
        : string.Join(';', ports.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(port => $"http://*:{port}"));
}
