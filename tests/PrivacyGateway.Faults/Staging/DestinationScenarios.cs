using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Faults.Upstream;

namespace PrivacyGateway.Faults.Staging;

/// <summary>
/// Two destinations in one cluster, one of which is faulty: after a second no identified hit
/// may be refused, and no hit may reach the faulty one. The short form only prints both.
/// </summary>
internal static class DestinationScenarios
{
    private const string Retried = "the destination took them after the gateway had given up";

    private static readonly object NoChecks = new { };
    private static readonly object Active = new
    {
        Active = new { Enabled = true, Interval = "00:00:00.25", Timeout = "00:00:01", Policy = "ConsecutiveFailures", Path = "/health" }
    };
    private static readonly object Passive =
        new { Passive = new { Enabled = true, Policy = "TransportFailureRate", ReactivationPeriod = "00:10:00" } };

    /// <summary>The time within which the fault must be noticed.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("two destinations, one dead", Retried, fixture => OneUnwellAsync(
            fixture, behaviour: null)) { Setup = new GatewaySetup { SecondDestination = NoChecks } },
        new("two destinations, one slow", Retried, fixture => OneUnwellAsync(
            fixture, Behaviour.Slow(TimeSpan.FromSeconds(3)))) { Setup = new GatewaySetup { SecondDestination = NoChecks } },
        new("two destinations, one out by active probes", Retried, fixture => OneUnwellAsync(
            fixture, Behaviour.Error503)) { Setup = new GatewaySetup { SecondDestination = Active } },
        new("two destinations, one out by passive checks", Retried, fixture => OneUnwellAsync(
            fixture, Behaviour.Close)) { Setup = new GatewaySetup { SecondDestination = Passive } },
    ];

    /// <param name="fixture">Where.</param>
    /// <param name="behaviour">Of the second destination; null if it is down.</param>
    private static async Task OneUnwellAsync(FaultFixture fixture, Behaviour? behaviour)
    {
        if (behaviour is not null)
        {
            fixture.Other.Behaviour = behaviour;
            fixture.Other.Up();
        }

        await fixture.SendAsync(Notice, fixture.Form.OutageRate);

        // Attempts in flight at that moment end by their timeout.
        await fixture.WaitAsync(Notice);
        var (refused, reached) = (fixture.Tally.Refused, fixture.Other.Reached);
        await fixture.SendAsync(BrowserHit.Hits(1_000_000), fixture.Form.Row, fixture.Form.OutageRate);

        // How soon it is noticed depends on the machine; on one that other work shares only lost hits count.
        if (!fixture.Form.IsFull)
            return;
        if (fixture.Tally.Refused > refused)
            fixture.Objection = $"{fixture.Tally.Refused - refused} identified hits refused after the first second";
        else if (fixture.Other.Reached > reached)
            fixture.Objection = $"{fixture.Other.Reached - reached} hits reached the faulty destination";
    }
}
