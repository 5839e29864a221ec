namespace PrivacyGateway.Hosting.Telemetry;

/// <summary>
/// OpenTelemetry's environment variables that decide whether metrics and traces are exported; the library reads the others itself.
/// </summary>
/// <param name="environment">The process's environment variables.</param>
internal sealed class OtlpVariables(IReadOnlyDictionary<string, string> environment)
{
    private const string Prefix = "OTEL_";
    private const string ServiceName = "OTEL_SERVICE_NAME";
    private const string Resource = "OTEL_RESOURCE_ATTRIBUTES";
    private const string Timeout = "OTEL_EXPORTER_OTLP_TIMEOUT";
    private const string InstanceId = "service.instance.id";
    private const string DefaultService = "privacy-gateway";

    private bool IsDisabled => Value("OTEL_SDK_DISABLED").Equals("true", StringComparison.OrdinalIgnoreCase);

    public bool ExportsMetrics => !IsDisabled && HasEndpoint("METRICS") && Value("OTEL_METRICS_EXPORTER") != "none";

    /// <summary>Requires an explicit sampler, because the default would export a span for each of thousands of hits per second.</summary>
    public bool ExportsTraces =>
        !IsDisabled && HasEndpoint("TRACES") && Value("OTEL_TRACES_EXPORTER") != "none" && Value("OTEL_TRACES_SAMPLER").Length > 0;

    /// <summary>All OTEL variables, with defaults for service name, instance and timeout.</summary>
    /// <param name="instance">Identifies the replica.</param>
    public IEnumerable<KeyValuePair<string, string?>> BuildSettings(string instance)
    {
        foreach (var (name, value) in environment)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && name is not (ServiceName or Resource))
                yield return new(name, value);
        }

        // A collector that accepts connections but does not respond would delay shutdown by the default of ten seconds.
        if (Value(Timeout).Length == 0)
            yield return new(Timeout, "2000");
        var resource = Value(Resource);
        if (!resource.Contains($"{InstanceId}=", StringComparison.Ordinal))
            resource = $"{InstanceId}={instance}{(resource.Length == 0 ? "" : ",")}{resource}";
        yield return new(Resource, resource);
        if (Value(ServiceName) is { Length: > 0 } service)
            yield return new(ServiceName, service);
        else if (!resource.Contains("service.name=", StringComparison.Ordinal))
            yield return new(ServiceName, DefaultService);
    }

    private bool HasEndpoint(string signal) =>
        Value("OTEL_EXPORTER_OTLP_ENDPOINT").Length > 0 || Value($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT").Length > 0;

    private string Value(string name) => environment.GetValueOrDefault(name, "");
}
