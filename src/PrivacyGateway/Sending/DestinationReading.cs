namespace PrivacyGateway.Sending;

/// <summary>One destination as the health page and the metrics show it.</summary>
/// <param name="TrackDomain">The name of its cluster.</param>
/// <param name="Destination">Its name.</param>
/// <param name="State">One of the constants below.</param>
internal sealed record DestinationReading(string TrackDomain, string Destination, string State)
{
    public const string Available = "available";

    /// <summary>By the health checks of the configuration.</summary>
    public const string Unhealthy = "unhealthy";

    public const string Late = "late";

    public const string CircuitOpen = "circuit open";

    /// <summary>Whether hits are sent there while others are well.</summary>
    public bool IsAvailable => State == Available;

    public static IEnumerable<DestinationReading> Of(TrackDomain trackDomain) =>
        trackDomain.Destinations is { } destinations
            ? destinations.All.Select(destination => new DestinationReading(trackDomain.Name, destination.Name, StateOf(trackDomain, destinations, destination)))
            : [];

    private static string StateOf(TrackDomain trackDomain, IDestinations destinations, Destination destination)
    {
        if (!destinations.IsAvailable(destination))
            return Unhealthy;
        if (destinations.All.Count == 1)
            return trackDomain.IsCircuitOpen ? CircuitOpen : Available;
        return destination.Health.State switch
        {
            HealthState.Closed => Available,
            HealthState.Late => Late,
            _ => CircuitOpen,
        };
    }
}
