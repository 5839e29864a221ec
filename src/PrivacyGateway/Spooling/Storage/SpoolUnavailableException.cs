namespace PrivacyGateway.Spooling.Storage;

/// <summary>The spool cannot be used now, and its files are left as they are.</summary>
internal sealed class SpoolUnavailableException(Refusal refusal, Exception? cause = null) : Exception(refusal.Reason, cause)
{
    public Refusal Refusal => refusal;
}
