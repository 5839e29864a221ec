using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary><c>enableAnonymousFunction: false</c>: the owner tracks everybody identified, save who says otherwise in the hit.</summary>
internal sealed class FunctionOffSignal : Signal
{
    private static readonly Vote Off =
        new("function-off", Stance.Identified, "the policy does not enable the anonymous function");

    public override Vote Ask(Hit hit) => Off;
}
