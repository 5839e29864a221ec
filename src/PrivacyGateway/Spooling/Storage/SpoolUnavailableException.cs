namespace PrivacyGateway.Spooling.Storage;

/// <summary>The spool cannot be used now, and its files are left as they are.</summary>
internal sealed class SpoolUnavailableException(string reason, Exception? cause = null) : Exception(reason, cause);
