namespace PrivacyGateway.Sending;

/// <summary>Selects the candidates for the next hit: healthy destinations; else late ones; else those whose break is over.</summary>
internal static class DestinationPreference
{
    /// <typeparam name="T">The type that represents a destination.</typeparam>
    /// <param name="available">The destinations that the health checks allow.</param>
    /// <param name="find">Maps an item to its destination.</param>
    /// <param name="except">The destinations that were tried already; null for none.</param>
    /// <returns>Empty if there is no candidate. Does not allocate if all destinations are healthy, which is the usual case.</returns>
    public static IReadOnlyList<T> Select<T>(IReadOnlyList<T> available, Func<T, Destination> find, IReadOnlySet<Destination>? except)
    {
        var healthy = Filter(available, find, except, static health => health.IsHealthy);
        if (healthy.Count > 0)
            return healthy;
        var late = Filter(available, find, except, static health => health.State == HealthState.Late);
        return late.Count > 0 ? late : Filter(available, find, except, static health => health.MayProbeWithHit);
    }

    private static IReadOnlyList<T> Filter<T>(
        IReadOnlyList<T> available, Func<T, Destination> find, IReadOnlySet<Destination>? except, Func<DestinationHealth, bool> condition)
    {
        var count = 0;
        foreach (var one in available)
            count += Fits(one) ? 1 : 0;
        return count == available.Count ? available : count == 0 ? [] : [.. available.Where(Fits)];

        bool Fits(T one) => find(one) is var destination && except?.Contains(destination) != true && condition(destination.Health);
    }
}
