using PrivacyGateway.Configuration;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>A route in one consent state of its policy.</summary>
/// <param name="Route">The route.</param>
/// <param name="Host">One of its hosts.</param>
/// <param name="Policy">Null for a route without a policy.</param>
/// <param name="State">The consent state.</param>
internal sealed record ProbeSubject(RouteConfig Route, string Host, PolicyConfig? Policy, ConsentState State)
{
    /// <summary>The track ids in the route's path.</summary>
    public string TrackIds { get; init; } = "111111111111111";

    /// <summary>The path of a hit.</summary>
    public string HitPath
    {
        get => field ?? $"/{TrackIds}/wt";
        init;
    }

    /// <summary>Headers that the route requires to match.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    public StateDecision Decision => State.Decision;

    /// <summary>The rule that applies in this consent state; in shadow mode the rule for anonymous hits.</summary>
    public string? Rule(string? anonymous, string? identified = null) => Decision switch
    {
        StateDecision.None => null,
        StateDecision.Identified => identified,
        StateDecision.Blocked => Promises.OptOut,
        _ => anonymous,
    };

    /// <summary>The rule for the client address.</summary>
    public string? AddressRule() =>
        Rule(RuleNames.ClientAddress, Policy?.ClientAddress == ClientAddressMode.Full ? null : RuleNames.ClientAddress);

    /// <summary>All spellings for anonymous hits, enforced or not; only the plain one for others.</summary>
    public IReadOnlyList<Spelling> Spellings =>
        Decision is StateDecision.Anonymous or StateDecision.Shadow ? Spelling.All : [Spelling.Plain];
}
