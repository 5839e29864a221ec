namespace PrivacyGateway.Spooling.Storage;

/// <summary>Thrown if the spool cannot be used now. Its files are not changed.</summary>
internal sealed class SpoolUnavailableException(Refusal refusal, Exception? cause = null) : Exception(refusal.Reason, cause)
{
    public Refusal Refusal => refusal;
}
