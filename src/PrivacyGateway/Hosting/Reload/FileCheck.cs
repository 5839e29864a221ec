namespace PrivacyGateway.Hosting.Reload;

/// <summary>What becomes of findings in the files that a configuration names.</summary>
internal enum FileCheck
{
    /// <summary>They refuse it: at start there is nothing to fall back on.</summary>
    Refuses,

    /// <summary>
    /// They are only said: a running gateway keeps the last good certificate, and a renewal that failed must not stand in the way of
    /// a change that has nothing to do with it.
    /// </summary>
    Warns,

    /// <summary>Nobody looks: the configuration is only explained.</summary>
    Skipped,
}
