using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Export;

namespace PrivacyGateway.Hosting.Telemetry;

/// <summary>Exports metrics and spans by OTLP. OpenTelemetry is not loaded unless the environment names a collector.</summary>
internal static class OtlpExport
{
    public static void Add(IServiceCollection services, ConfigurationManager configuration, OtlpVariables variables)
    {
        if (variables.ExportsMetrics || variables.ExportsTraces)
            AddOpenTelemetry(services, configuration, variables);
    }

    private static void AddOpenTelemetry(IServiceCollection services, ConfigurationManager configuration, OtlpVariables variables)
    {
        configuration.AddInMemoryCollection(variables.BuildSettings($"{Environment.MachineName}-{Environment.ProcessId}"));
        var telemetry = services.AddOpenTelemetry();
        if (variables.ExportsMetrics)
            telemetry.WithMetrics(AddMetrics);
        if (variables.ExportsTraces)
            telemetry.WithTracing(static traces => traces.AddSource(HitSpan.SourceName).AddOtlpExporter());
    }

    /// <summary>The same instruments and labels as <c>/metrics</c>.</summary>
    private static void AddMetrics(MeterProviderBuilder metrics) => metrics
        .AddMeter([.. ExportedInstruments.Meters])
        .AddView(static instrument => !ExportedInstruments.TryFind(instrument, out var labels) ? MetricStreamConfiguration.Drop
            : labels is null && instrument is ObservableCounter<long>
                ? new MetricStreamConfiguration { CardinalityLimit = CounterTable.MaxSeries + 1 }
            : labels is null ? null
            : new MetricStreamConfiguration { TagKeys = labels })
        .AddOtlpExporter();
}
