using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary><c>enableAnonymousFunction: false</c>: hits are identified unless another signal restricts them.</summary>
internal sealed class FunctionOffSignal : Signal
{
    private static readonly Vote Off =
        new("function-off", Stance.Identified, "the policy does not enable the anonymous function");

    public override Vote Evaluate(Hit hit) => Off;
}
