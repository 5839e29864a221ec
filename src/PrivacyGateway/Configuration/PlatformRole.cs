namespace PrivacyGateway.Configuration;

/// <summary>What a consent platform's word may do.</summary>
internal enum PlatformRole
{
    /// <summary>"Not granted" makes anonymous; "granted" leaves the decision to the anonymous cookie.</summary>
    Restrict,

    /// <summary>In opt-in polarity "granted" counts as consent where the site does not use the anonymous cookie.</summary>
    StandInForCookie,
}
