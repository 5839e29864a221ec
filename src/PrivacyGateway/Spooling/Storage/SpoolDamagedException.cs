namespace PrivacyGateway.Spooling.Storage;

/// <summary>The files do not hold what was written.</summary>
internal sealed class SpoolDamagedException(string reason, Exception? cause = null) : Exception(reason, cause);
