using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Faults.Upstream;

namespace PrivacyGateway.Faults.Staging;

/// <summary>Two destinations in one cluster, one of which is not well: after a second no identified hit may be refused, and no hit may reach the other one. The short form only prints both.</summary>
internal static class DestinationScenarios
{
    private const string Retried = "the destination took them after the gateway had given up";

    private static readonly object NoChecks = new { };
    private static readonly object Active = new { Active = new { Enabled = true, Interval = "00:00:00.25", Timeout = "00:00:01", Policy = "ConsecutiveFailures", Path = "/health" } };
    private static readonly object Passive = new { Passive = new { Enabled = true, Policy = "TransportFailureRate", ReactivationPeriod = "00:10:00" } };

    /// <summary>What has to be noticed is noticed in it.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("two destinations, one dead", Retried, stage => OneUnwellAsync(stage, behaviour: null)) { Setup = new GatewaySetup { SecondDestination = NoChecks } },
        new("two destinations, one slow", Retried, stage => OneUnwellAsync(stage, Behaviour.Slow(TimeSpan.FromSeconds(3)))) { Setup = new GatewaySetup { SecondDestination = NoChecks } },
        new("two destinations, one out by active probes", Retried, stage => OneUnwellAsync(stage, Behaviour.Error503)) { Setup = new GatewaySetup { SecondDestination = Active } },
        new("two destinations, one out by passive checks", Retried, stage => OneUnwellAsync(stage, Behaviour.Close)) { Setup = new GatewaySetup { SecondDestination = Passive } },
    ];

    /// <param name="stage">Where.</param>
    /// <param name="behaviour">Of the second destination; null if it is down.</param>
    private static async Task OneUnwellAsync(Stage stage, Behaviour? behaviour)
    {
        if (behaviour is not null)
        {
            stage.Other.Behaviour = behaviour;
            stage.Other.Up();
        }

        await stage.SendAsync(Notice, stage.Form.OutageRate);

        // Attempts that are under way when it is noticed end by their timeout.
        await stage.WaitAsync(Notice);
        var (refused, reached) = (stage.Tally.Refused, stage.Other.Reached);
        await stage.SendAsync(BrowserHit.Hits(1_000_000), stage.Form.Row, stage.Form.OutageRate);

        // How soon it is noticed is a matter of the machine; on one that other work shares only what is lost counts.
        if (!stage.Form.IsFull)
            return;
        if (stage.Tally.Refused > refused)
            stage.Objection = $"{stage.Tally.Refused - refused} identified hits refused after the first second";
        else if (stage.Other.Reached > reached)
            stage.Objection = $"{stage.Other.Reached - reached} hits reached the destination that was not well";
    }
}
