namespace PrivacyGateway.Spooling;

/// <summary>Time has passed: what is too old goes, what was delivered is wiped, and a spool that could not be opened is tried again.</summary>
internal sealed class TickRequest : SpoolRequest
{
    public override void Decline()
    {
        // Nobody waits for it.
    }
}
