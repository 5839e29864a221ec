namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>The configurations that were in use, and since when, so that a day's counts can be attributed to them.</summary>
internal sealed class ConfigurationHistory
{
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset Since, Totals.ConfigurationRow Row,
        IReadOnlyList<ConfigurationUse.RouteMode> Routes)> _entries = [];

    /// <summary>Records that a configuration is in use from now on.</summary>
    public void Add(DateTimeOffset now, Totals.ConfigurationRow row, IReadOnlyList<ConfigurationUse.RouteMode> routes)
    {
        lock (_lock)
            _entries.Add((DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()), row, routes));
    }

    /// <summary>Adds the configurations of a day to its totals, and removes those that ended before it.</summary>
    public void AddTo(Totals totals, DateOnly day)
    {
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        lock (_lock)
        {
            var ended = 0;
            while (ended + 1 < _entries.Count && _entries[ended + 1].Since < midnight)
                ended++;
            _entries.RemoveRange(0, ended);
            foreach (var (since, row, routes) in _entries)
            {
                if (DateOnly.FromDateTime(since.UtcDateTime) <= day)
                    totals.Add(row, new ConfigurationUse([since < midnight ? midnight : since], routes));
            }
        }
    }
}
