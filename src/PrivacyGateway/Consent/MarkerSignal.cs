using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// <c>nc=1</c> in the request target or in any line of the body: the browser or app marks the hit as anonymous.
/// Enforced under every policy, also in shadow mode. (Erratum 8.)
/// </summary>
internal sealed class MarkerSignal : Signal
{
    public const string Name = "marker";

    private static readonly Vote Marked = new(Name, Stance.Anonymous, "the hit carries the marker nc=1", IsBinding: true);
    private static readonly Vote Unmarked = new(Name, Stance.Abstain, "the hit does not carry nc=1");

    public override Vote Evaluate(Hit hit) => ParameterSearch.Contains(hit, Dialect.Marker, "1"u8) ? Marked : Unmarked;
}
