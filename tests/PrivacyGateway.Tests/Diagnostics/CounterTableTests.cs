using System.Diagnostics.Metrics;
using System.Globalization;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Tests.Diagnostics;

public sealed class CounterTableTests : IDisposable
{
    private readonly OwnMeters _meters = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public void Collection_yields_each_series_with_its_labels()
    {
        var table = Table();

        table.Add(new("a", "b"), 2);
        table.Add(new("a", "c"), 1);
        table.Add(new("a", "b"), 3);

        Assert.Equal(["route=a rule=b 5", "route=a rule=c 1"], Collect());
    }

    [Fact]
    public void Series_can_be_shown_before_anything_is_counted()
    {
        Table().Initialize(new("a", "b"));

        Assert.Equal(["route=a rule=b 0"], Collect());
    }

    [Fact]
    public void Equal_label_strings_are_one_series()
    {
        var table = Table();

        table.Add(new("route", "rule"), 1);
        table.Add(new(new string("route".AsSpan()), new string("rule".AsSpan())), 1);

        Assert.Equal(["route=route rule=rule 2"], Collect());
    }

    /// <summary>In case a label comes from a client after all.</summary>
    [Fact]
    public void Counts_above_the_series_bound_are_added_to_an_overflow_series()
    {
        var table = Table();

        for (var i = 0; i < CounterTable.MaxSeries + 500; i++)
            table.Add(new(i.ToString(CultureInfo.InvariantCulture), "b"), 1);

        Assert.Equal(CounterTable.MaxSeries + 1, table.All.Count());
        Assert.Equal(CounterTable.MaxSeries + 500, table.All.Sum(static series => series.Value));
    }

    [Fact]
    public void Concurrent_threads_share_a_new_series()
    {
        var table = Table();

        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 1000; i++)
                table.Add(new((i % 7).ToString(CultureInfo.InvariantCulture), "b"), 1);
        });

        Assert.Equal(7, table.All.Count());
        Assert.Equal(8000, table.All.Sum(static series => series.Value));
    }

    private CounterTable Table() =>
        new(_meters.Create(new MeterOptions("PrivacyGateway")), "gateway.withheld", "{item}", "Withheld.", "route", "rule");

    private List<string> Collect()
    {
        var lines = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Scope == _meters)
                heard.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) => lines.Add($"{string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))} {value}"));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
