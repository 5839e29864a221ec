using PrivacyGateway.IntegrationTests.Operation;


namespace PrivacyGateway.Simulation;

/// <summary>
/// Circuits, spool, replay and destinations under faults that seeds decide, in virtual time. SIMULATION_SEED replays one,
/// SIMULATION_SCHEDULES says how many are played; by default 10,000.
/// </summary>
public sealed class SimulationTests
{
    private const int Parts = 20;

    private static readonly Figures Figures = new("simulation");

    private static int Schedules => int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_SCHEDULES"), out var many) ? many : 10_000;

    public static TheoryData<int> All => [.. Enumerable.Range(0, Parts)];

    /// <summary>Those that have failed once.</summary>
    public static TheoryData<ulong> Regressions => [.. SimulationSeeds.Failed];

    [Theory]
    [MemberData(nameof(All))]
    public void Accepted_hits_are_delivered_or_counted_under_every_fault_schedule(int part)
    {
        var each = Schedules / Parts;
        for (var number = 0; number < each; number++)
            Check((ulong)((part * each) + number));
        Figures.Add($"simulation: schedules {part * each} to {((part + 1) * each) - 1}: 0 failures");
    }

    [Theory]
    [MemberData(nameof(Regressions))]
    public void Seed_that_once_failed_passes(ulong seed) => Check(seed);

    [Theory]
    [InlineData(1)]
    [InlineData(4711)]
    public void Same_seed_produces_the_same_run(ulong seed) => Assert.Equal(SimulationRun.Run(seed).Hash, SimulationRun.Run(seed).Hash);

    [Fact]
    public void Single_seed_can_be_replayed()
    {
        if (ulong.TryParse(Environment.GetEnvironmentVariable("SIMULATION_SEED"), out var seed))
            Check(seed);
    }

    private static void Check(ulong seed)
    {
        if (SimulationRun.Run(seed).Finding is { } finding)
            Assert.Fail(finding);
    }
}
