namespace PrivacyGateway.Diagnostics;

/// <summary>What became of a hit about which something was decided: exactly one of these.</summary>
internal static class HitFates
{
    /// <summary>The track domain answered.</summary>
    public const string Forwarded = "forwarded";

    /// <summary>The gateway answered: withheld on purpose.</summary>
    public const string Answered = "answered";

    /// <summary>It cannot be read, and was answered with an error.</summary>
    public const string Rejected = "rejected";

    /// <summary>Kept at once, and sent from there.</summary>
    public const string Queued = "queued";

    /// <summary>Kept because the track domain did not take it.</summary>
    public const string Spooled = "spooled";

    /// <summary>Answered with an error because the track domain did not take it: the pixel keeps it.</summary>
    public const string Refused = "refused";

    /// <summary>Answered as if delivered, because the policy says so, and delivered nowhere.</summary>
    public const string Lost = "lost";

    /// <summary>The last look kept it from leaving.</summary>
    public const string Guarded = "guarded";

    /// <summary>It broke off: an error in the gateway, or a browser that went away from what is not kept.</summary>
    public const string Failed = "failed";
}
