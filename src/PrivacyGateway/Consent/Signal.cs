using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>A rule that votes on a hit from one piece of evidence, such as a cookie or a header.</summary>
internal abstract class Signal
{
    public abstract Vote Evaluate(Hit hit);
}
