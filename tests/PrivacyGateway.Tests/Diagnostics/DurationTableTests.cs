using System.Diagnostics.Metrics;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Export;

namespace PrivacyGateway.Tests.Diagnostics;

public sealed class DurationTableTests : IDisposable
{
    private readonly OwnMeters _meters = new();
    private readonly DurationTable _table;

    public DurationTableTests() => _table = new(_meters.Create(new MeterOptions("PrivacyGateway")), "gateway.took", "How long.", "to");

    public void Dispose() => _meters.Dispose();

    [Fact]
    public void Scrape_counts_each_duration_in_the_bucket_whose_bound_it_does_not_exceed()
    {
        foreach (var milliseconds in (double[])[0.2, 1, 1.1, 700, 30_000])
            _table.Record(new("a"), TimeSpan.FromMilliseconds(milliseconds));

        var lines = Scrape();

        Assert.Contains("gateway_took_seconds_bucket{to=\"a\",le=\"0.001\"} 2", lines);
        Assert.Contains("gateway_took_seconds_bucket{to=\"a\",le=\"0.0025\"} 3", lines);
        Assert.Contains("gateway_took_seconds_bucket{to=\"a\",le=\"0.5\"} 3", lines);
        Assert.Contains("gateway_took_seconds_bucket{to=\"a\",le=\"1\"} 4", lines);
        Assert.Contains("gateway_took_seconds_bucket{to=\"a\",le=\"+Inf\"} 5", lines);
        Assert.Contains("gateway_took_seconds_count{to=\"a\"} 5", lines);
        Assert.Contains("gateway_took_seconds_sum{to=\"a\"} 30.7023", lines);
    }

    [Fact]
    public void Duration_series_can_be_shown_before_anything_is_recorded()
    {
        _table.Initialize(new("a"));

        Assert.Contains("gateway_took_seconds_count{to=\"a\"} 0", Scrape());
    }

    [Fact]
    public void Second_scrape_does_not_add_the_first_one_again()
    {
        _table.Record(new("a"), TimeSpan.FromSeconds(2));
        using var reader = new MetricReader(_meters, [_table]);
        reader.Collect(PrometheusText.Write);
        _table.Record(new("a"), TimeSpan.FromSeconds(2));

        Assert.Contains("gateway_took_seconds_sum{to=\"a\"} 4\n", reader.Collect(PrometheusText.Write), StringComparison.Ordinal);
    }

    [Fact]
    public void Meter_listener_receives_each_duration_in_seconds_with_its_labels()
    {
        var heard = new List<string>();
        using var listener =
            new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (instrument.Meter.Scope == _meters)
                heard.Add($"{tags[0].Key}={tags[0].Value} {value}");
        });
        listener.Start();

        _table.Record(new("a"), TimeSpan.FromSeconds(2));

        Assert.Equal(["to=a 2"], heard);
    }

    [Fact]
    public void Durations_recorded_by_several_threads_are_all_counted()
    {
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 1000; i++)
                _table.Record(new("a"), TimeSpan.FromMilliseconds(i));
        });

        Assert.Contains("gateway_took_seconds_count{to=\"a\"} 8000", Scrape());
    }

    private string[] Scrape()
    {
        using var reader = new MetricReader(_meters, [_table]);
        return reader.Collect(PrometheusText.Write).Split('\n');
    }
}
