using PrivacyGateway.Hosting.Telemetry;

namespace PrivacyGateway.Tests.Hosting.Telemetry;

public sealed class OtlpVariablesTests
{
    [Theory]
    [InlineData("", false, false)]
    [InlineData("OTEL_TRACES_SAMPLER=always_on", false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c OTEL_TRACES_SAMPLER=always_on", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://c OTEL_TRACES_SAMPLER=always_on", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://c OTEL_TRACES_SAMPLER=always_on", false, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c OTEL_TRACES_SAMPLER=always_on OTEL_METRICS_EXPORTER=none", false, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c OTEL_TRACES_SAMPLER=always_on OTEL_TRACES_EXPORTER=none", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c OTEL_TRACES_SAMPLER=always_on OTEL_SDK_DISABLED=TRUE", false, false)]
    public void An_endpoint_exports_numbers_and_a_sampler_spans_too(string variables, bool metrics, bool traces)
    {
        var of = Of(variables);

        Assert.Equal((metrics, traces), (of.WantsMetrics, of.WantsTraces));
    }

    [Theory]
    [InlineData("", "privacy-gateway", "service.instance.id=pod-1")]
    [InlineData("OTEL_SERVICE_NAME=edge", "edge", "service.instance.id=pod-1")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES=service.name=edge,a=b", null, "service.instance.id=pod-1,service.name=edge,a=b")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES=service.instance.id=mine", "privacy-gateway", "service.instance.id=mine")]
    public void A_name_and_an_instance_are_added_where_the_operator_gave_none(string variables, string? service, string resource)
    {
        var settings = Of(variables).Settings("pod-1").ToDictionary();

        Assert.Equal(service, settings.GetValueOrDefault("OTEL_SERVICE_NAME"));
        Assert.Equal(resource, settings["OTEL_RESOURCE_ATTRIBUTES"]);
    }

    [Theory]
    [InlineData("", "2000")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT=500", "500")]
    public void A_silent_collector_is_waited_for_no_longer_than_the_operator_says(string variables, string milliseconds) =>
        Assert.Equal(milliseconds, Of(variables).Settings("pod-1").ToDictionary()["OTEL_EXPORTER_OTLP_TIMEOUT"]);

    [Fact]
    public void Only_its_own_variables_are_handed_on() =>
        Assert.DoesNotContain(Of("PATH=/bin OTEL_METRIC_EXPORT_INTERVAL=1000").Settings("pod-1"), static setting => !setting.Key.StartsWith("OTEL_", StringComparison.Ordinal));

    private static OtlpVariables Of(string variables) => new(variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(static variable => variable.Split('=', 2))
        .ToDictionary(static parts => parts[0], static parts => parts[1], StringComparer.Ordinal));
}
