namespace PrivacyGateway.Configuration;

/// <summary>What a match in a consent platform's cookie says.</summary>
internal enum ConsentMeaning
{
    Granted,
    Denied,
}
