using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// <c>nc=1</c> in the target or in any line of the body: the browser (or app) itself says that the hit is anonymous.
/// Honoured under every policy, also in shadow mode. (Erratum 8.)
/// </summary>
internal sealed class MarkerSignal : Signal
{
    private const string Name = "marker";

    private static readonly Vote Marked = new(Name, Stance.Anonymous, "the hit says so itself (nc=1)", IsBinding: true);
    private static readonly Vote Unmarked = new(Name, Stance.Abstain, "the hit does not carry nc=1");

    public override Vote Ask(Hit hit) => ParameterSearch.IsIn(hit, Dialect.Marker, "1"u8) ? Marked : Unmarked;
}
