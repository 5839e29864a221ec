namespace PrivacyGateway.Spooling.Storage;

/// <summary>Thrown if the files do not contain what was written.</summary>
internal sealed class SpoolDamagedException(string reason, Exception? cause = null) : Exception(reason, cause);
