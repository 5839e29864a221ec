namespace PrivacyGateway.Hosting.Telemetry;

/// <summary>OpenTelemetry's standard environment variables, as far as they decide whether anything is exported at all; the rest is read by its own library.</summary>
/// <param name="environment">The process's variables.</param>
internal sealed class OtlpVariables(IReadOnlyDictionary<string, string> environment)
{
    private const string Prefix = "OTEL_";
    private const string ServiceName = "OTEL_SERVICE_NAME";
    private const string Resource = "OTEL_RESOURCE_ATTRIBUTES";
    private const string Timeout = "OTEL_EXPORTER_OTLP_TIMEOUT";
    private const string InstanceId = "service.instance.id";
    private const string DefaultService = "privacy-gateway";

    private bool IsOff => Value("OTEL_SDK_DISABLED").Equals("true", StringComparison.OrdinalIgnoreCase);

    public bool WantsMetrics => !IsOff && HasEndpoint("METRICS") && Value("OTEL_METRICS_EXPORTER") != "none";

    /// <summary>Only with a sampler that somebody chose: one span for each of thousands of hits a second is nothing to begin by accident.</summary>
    public bool WantsTraces => !IsOff && HasEndpoint("TRACES") && Value("OTEL_TRACES_EXPORTER") != "none" && Value("OTEL_TRACES_SAMPLER").Length > 0;

    /// <summary>What the library is to read: all of them, and a name and an instance where the operator gave none.</summary>
    /// <param name="instance">Tells replicas apart.</param>
    public IEnumerable<KeyValuePair<string, string?>> Settings(string instance)
    {
        foreach (var (name, value) in environment)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && name is not (ServiceName or Resource))
                yield return new(name, value);
        }

        // A collector that takes connections and says nothing would hold the process at its end for ten seconds.
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

    private bool HasEndpoint(string signal) => Value("OTEL_EXPORTER_OTLP_ENDPOINT").Length > 0 || Value($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT").Length > 0;

    private string Value(string name) => environment.GetValueOrDefault(name, "");
}
