namespace PrivacyGateway.Simulation;

/// <summary>Schedules that revealed a mistake, in the gateway or in the simulation.</summary>
internal static class SimulationSeeds
{
    public static IReadOnlyList<ulong> Failed { get; } = [0];
}
