using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>A named rule that reads one thing about a hit and votes.</summary>
internal abstract class Signal
{
    public abstract Vote Ask(Hit hit);
}
