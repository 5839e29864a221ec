namespace PrivacyGateway.Cli;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;

    /// <summary>The configuration, or what was typed, is wrong.</summary>
    public const int Wrong = 1;

    /// <summary>The machine does not let us: a port is taken or may not be used.</summary>
    public const int Unavailable = 2;
}
