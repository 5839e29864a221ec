namespace PrivacyGateway.Hosting.Reload;

/// <summary>How to report problems of the files that a configuration names.</summary>
internal enum FileCheck
{
    /// <summary>As errors: at start there is no earlier configuration to fall back on.</summary>
    Fail,

    /// <summary>
    /// As warnings: a running gateway keeps the last valid certificate, and a failed renewal must not block an unrelated change.
    /// </summary>
    Warn,

    /// <summary>Not at all: <c>explain</c> does not need the files.</summary>
    Skip,
}
