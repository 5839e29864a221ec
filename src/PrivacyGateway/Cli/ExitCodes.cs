namespace PrivacyGateway.Cli;

/// <summary>The exit codes of all verbs.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;

    /// <summary>The configuration or the command line is invalid, or the verb's check failed.</summary>
    public const int Wrong = 1;

    /// <summary>The environment prevents the run, such as a port in use. <c>prove</c> returns it for every error except a leak.</summary>
    public const int Unavailable = 2;
}
