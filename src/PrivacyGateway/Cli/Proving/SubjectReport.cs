using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>The result for one route in one consent state.</summary>
/// <param name="Route">The route's name.</param>
/// <param name="Host">The requested host.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Level">Null for a route without a policy.</param>
/// <param name="State">The consent state.</param>
/// <param name="Decision">The expected decision.</param>
/// <param name="Placements">The number of canaries.</param>
/// <param name="Stripped">Data that was not forwarded.</param>
/// <param name="Forwarded">Data that was forwarded.</param>
/// <param name="Refused">Probes that the gateway refused, by status.</param>
/// <param name="ExpiredCookies">Cookies that the response to an ordinary hit expires.</param>
internal sealed record SubjectReport(
    string Route,
    string Host,
    string Policy,
    PolicyLevel? Level,
    string State,
    StateDecision Decision,
    int Placements,
    IReadOnlyList<StrippedRow> Stripped,
    IReadOnlyList<ForwardedRow> Forwarded,
    IReadOnlyDictionary<string, int> Refused,
    IReadOnlyList<string> ExpiredCookies)
{
    /// <summary>Whether the visitor has consented to being identified.</summary>
    public bool IsConsented { get; init; }

    public IEnumerable<ForwardedRow> Leaks => Forwarded.Where(static row => row.Rule is not null);
}
