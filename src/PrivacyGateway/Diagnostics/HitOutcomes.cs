namespace PrivacyGateway.Diagnostics;

/// <summary>The outcome of each hit that a policy decided about: exactly one of these.</summary>
internal static class HitOutcomes
{
    /// <summary>The track domain responded.</summary>
    public const string Forwarded = "forwarded";

    /// <summary>The policy forbids forwarding; the gateway served the response.</summary>
    public const string Answered = "answered";

    /// <summary>The hit is unreadable; the client got an error.</summary>
    public const string Rejected = "rejected";

    /// <summary>Spooled first, then delivered from the spool.</summary>
    public const string Queued = "queued";

    /// <summary>Spooled because the track domain did not accept it.</summary>
    public const string Spooled = "spooled";

    /// <summary>The track domain did not accept it; the client got an error, so that the pixel keeps the hit.</summary>
    public const string Refused = "refused";

    /// <summary>Not delivered, but acknowledged to the client, as the policy demands.</summary>
    public const string Lost = "lost";

    /// <summary>The guard refused it.</summary>
    public const string Guarded = "guarded";

    /// <summary>An error in the gateway, or a client that disconnected from a request that is not spooled.</summary>
    public const string Failed = "failed";
}
