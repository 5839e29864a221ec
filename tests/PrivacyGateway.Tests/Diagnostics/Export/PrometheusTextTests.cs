using System.Diagnostics.Metrics;
using PrivacyGateway.Diagnostics.Export;

namespace PrivacyGateway.Tests.Diagnostics.Export;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly OwnMeters _meters = new();
    private readonly MetricReader _reader;
    private readonly Meter _meter;

    public PrometheusTextTests()
    {
        _reader = new MetricReader(_meters, []);
        _meter = _meters.Create(new MeterOptions("PrivacyGateway"));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public void Counter_name_has_its_unit_and_total()
    {
        var counter = _meter.CreateCounter<long>("gateway.sent", "By", "Bytes sent.");
        counter.Add(2, new KeyValuePair<string, object?>("track.domain", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("track.domain", "a"));

        Assert.Equal(["# HELP gateway_sent_bytes_total Bytes sent.", "# TYPE gateway_sent_bytes_total counter",
            "gateway_sent_bytes_total{track_domain=\"a\"} 5"], Own());
    }

    [Fact]
    public void Up_down_counter_is_a_gauge()
    {
        var counter = _meter.CreateUpDownCounter<int>("gateway.open");
        counter.Add(2);
        counter.Add(-1);
        _meter.CreateObservableGauge("gateway.fill", static () => 0.25, "1");

        Assert.Equal(["gateway_fill_ratio 0.25", "gateway_open 1"], Own().Where(static line => line[0] != '#'));
    }

    [Fact]
    public void Observable_gauge_is_read_at_every_scrape()
    {
        var values = new Queue<int>([7, 5]);
        _meter.CreateObservableGauge("gateway.age", () => values.Dequeue(), "s");

        Assert.Contains("gateway_age_seconds 7", Own());
        Assert.Contains("gateway_age_seconds 5", Own());
    }

    [Fact]
    public void Histogram_bucket_counts_all_values_up_to_its_bound()
    {
        var histogram = _meter.CreateHistogram(
            "gateway.took", "s", "", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in (double[])[0.1, 0.5, 30])
            histogram.Record(value, new KeyValuePair<string, object?>("to", "a"));

        Assert.Equal(
            [
                "gateway_took_seconds_bucket{to=\"a\",le=\"0.1\"} 1",
                "gateway_took_seconds_bucket{to=\"a\",le=\"1\"} 2",
                "gateway_took_seconds_bucket{to=\"a\",le=\"+Inf\"} 3",
                "gateway_took_seconds_sum{to=\"a\"} 30.6",
                "gateway_took_seconds_count{to=\"a\"} 3",
            ],
            Own().Where(static line => line[0] != '#'));
    }

    [Fact]
    public void Special_characters_of_a_label_are_escaped()
    {
        _meter.CreateCounter<long>("gateway.odd").Add(1, new KeyValuePair<string, object?>("route", "a\"b\\c\nd"));

        Assert.Contains("gateway_odd_total{route=\"a\\\"b\\\\c\\nd\"} 1", Own());
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting", "http.server.request.duration")]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", "kestrel.connection.duration")]
    [InlineData("System.Net.Http", "http.client.request.duration")]
    public void Unlisted_instrument_is_not_exported(string meter, string instrument)
    {
        _meters.Create(new MeterOptions(meter)).CreateCounter<long>(instrument).Add(
            1, new KeyValuePair<string, object?>("url.path", "secret"));

        Assert.Empty(Own());
    }

    [Fact]
    public void Unlisted_labels_are_aggregated()
    {
        var counter = _meters.Create(new MeterOptions("Microsoft.AspNetCore.Server.Kestrel")).CreateUpDownCounter<long>(
            "kestrel.active_connections");
        counter.Add(1, new KeyValuePair<string, object?>("server.address", "10.0.0.1"));
        counter.Add(1, new KeyValuePair<string, object?>("server.address", "10.0.0.2"));

        Assert.Contains("kestrel_active_connections 2", Own());
    }

    /// <summary>Without the runtime's own, which every process has.</summary>
    private List<string> Own() => [.. _reader.Collect(PrometheusText.Write).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(static line => !line.Contains("dotnet_", StringComparison.Ordinal))];
}
