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
    public void OTLP_endpoint_enables_metrics_and_a_sampler_enables_spans(string variables, bool metrics, bool traces)
    {
        var of = Create(variables);

        Assert.Equal((metrics, traces), (of.ExportsMetrics, of.ExportsTraces));
    }

    [Theory]
    [InlineData("", "privacy-gateway", "service.instance.id=pod-1")]
    [InlineData("OTEL_SERVICE_NAME=edge", "edge", "service.instance.id=pod-1")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES=service.name=edge,a=b", null, "service.instance.id=pod-1,service.name=edge,a=b")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES=service.instance.id=mine", "privacy-gateway", "service.instance.id=mine")]
    public void Service_name_and_instance_are_added_where_the_operator_set_none(string variables, string? service, string resource)
    {
        var settings = Create(variables).BuildSettings("pod-1").ToDictionary();

        Assert.Equal(service, settings.GetValueOrDefault("OTEL_SERVICE_NAME"));
        Assert.Equal(resource, settings["OTEL_RESOURCE_ATTRIBUTES"]);
    }

    [Theory]
    [InlineData("", "2000")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT=500", "500")]
    public void OTLP_timeout_is_that_of_the_operator(string variables, string milliseconds) =>
        Assert.Equal(milliseconds, Create(variables).BuildSettings("pod-1").ToDictionary()["OTEL_EXPORTER_OTLP_TIMEOUT"]);

    [Fact]
    public void Only_OTLP_variables_are_passed_to_the_exporter() =>
        Assert.DoesNotContain(Create("PATH=/bin OTEL_METRIC_EXPORT_INTERVAL=1000")
            .BuildSettings("pod-1"), static setting => !setting.Key.StartsWith("OTEL_", StringComparison.Ordinal));

    private static OtlpVariables Create(string variables) => new(variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(static variable => variable.Split('=', 2))
        .ToDictionary(static parts => parts[0], static parts => parts[1], StringComparer.Ordinal));
}
