namespace PrivacyGateway.Hosting.Reload;

/// <summary>The outcome for a new content of the configuration file.</summary>
internal enum ConfigEventKind
{
    /// <summary>The gateway started with it.</summary>
    Started,

    Applied,

    Refused,

    /// <summary>The file holds the current configuration again.</summary>
    Restored,
}
