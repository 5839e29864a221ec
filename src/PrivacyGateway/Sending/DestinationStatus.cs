namespace PrivacyGateway.Sending;

/// <summary>The status of one destination for the health report and the metrics.</summary>
/// <param name="TrackDomain">The name of its cluster.</param>
/// <param name="Destination">The destination's name.</param>
/// <param name="State">One of the constants below.</param>
internal sealed record DestinationStatus(string TrackDomain, string Destination, string State)
{
    public const string Available = "available";

    /// <summary>The configured health checks exclude it.</summary>
    public const string Unhealthy = "unhealthy";

    public const string Late = "late";

    public const string CircuitOpen = "circuit open";

    /// <summary>Whether the destination is a first choice for hits.</summary>
    public bool IsAvailable => State == Available;

    public static IEnumerable<DestinationStatus> From(TrackDomain trackDomain) =>
        trackDomain.Destinations is { } destinations
            ? destinations.All.Select(
                destination => new DestinationStatus(trackDomain.Name, destination.Name, GetState(trackDomain, destinations, destination)))
            : [];

    private static string GetState(TrackDomain trackDomain, IDestinations destinations, Destination destination)
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
