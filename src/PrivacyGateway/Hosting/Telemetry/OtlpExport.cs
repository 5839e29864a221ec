using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Export;

namespace PrivacyGateway.Hosting.Telemetry;

/// <summary>Numbers and spans by OTLP. Nothing of OpenTelemetry is loaded unless the environment names a collector.</summary>
internal static class OtlpExport
{
    public static void Add(IServiceCollection services, ConfigurationManager configuration, OtlpVariables variables)
    {
        if (variables.WantsMetrics || variables.WantsTraces)
            AddOpenTelemetry(services, configuration, variables);
    }

    private static void AddOpenTelemetry(IServiceCollection services, ConfigurationManager configuration, OtlpVariables variables)
    {
        configuration.AddInMemoryCollection(variables.Settings($"{Environment.MachineName}-{Environment.ProcessId}"));
        var telemetry = services.AddOpenTelemetry();
        if (variables.WantsMetrics)
            telemetry.WithMetrics(AddMetrics);
        if (variables.WantsTraces)
            telemetry.WithTracing(static traces => traces.AddSource(HitSpan.SourceName).AddOtlpExporter());
    }

    /// <summary>The same as for Prometheus, with the same labels.</summary>
    private static void AddMetrics(MeterProviderBuilder metrics) => metrics
        .AddMeter([.. ExportedInstruments.Meters])
        .AddView(static instrument => !ExportedInstruments.TryFind(instrument, out var labels) ? MetricStreamConfiguration.Drop
            : labels is null && instrument is ObservableCounter<long> ? new MetricStreamConfiguration { CardinalityLimit = CounterTable.MostSeries + 1 }
            : labels is null ? null
            : new MetricStreamConfiguration { TagKeys = labels })
        .AddOtlpExporter();
}
