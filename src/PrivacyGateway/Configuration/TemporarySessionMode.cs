namespace PrivacyGateway.Configuration;

/// <summary>Whether an anonymous hit keeps the site's temporary session id.</summary>
internal enum TemporarySessionMode
{
    Keep,
    Drop,
}
