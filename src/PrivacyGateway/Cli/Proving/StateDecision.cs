namespace PrivacyGateway.Cli.Proving;

/// <summary>The decision that the documentation promises for a consent state.</summary>
internal enum StateDecision
{
    Identified,
    Anonymous,
    Blocked,

    /// <summary>Anonymous, but the policy is in shadow mode: forwarded as identified.</summary>
    Shadow,

    /// <summary>The route has no policy; requests are forwarded unchanged.</summary>
    None,
}
