namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>Which configurations were in force, and since when: what the numbers of a day were counted under.</summary>
internal sealed class ConfigurationHistory
{
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset Since, ConfigurationRow Row, IReadOnlyList<RouteMode> Routes)> _entries = [];

    /// <summary>From now on this one is in force.</summary>
    public void Add(DateTimeOffset now, ConfigurationRow row, IReadOnlyList<RouteMode> routes)
    {
        lock (_lock)
            _entries.Add((DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()), row, routes));
    }

    /// <summary>Adds those that were in force on a day, and forgets those that ended before it.</summary>
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
