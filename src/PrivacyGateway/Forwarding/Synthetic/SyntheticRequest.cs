namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>
/// A feature that marks a request as synthetic and takes its outcome. Clients cannot set it, because it exists only in the process.
/// Middleware that finds it must neither count nor send the request.
/// </summary>
internal sealed class SyntheticRequest(SyntheticHit hit)
{
    public SyntheticHit Hit => hit;

    /// <summary>The route that matched the request; null if none did.</summary>
    public string? Route { get; set; }

    /// <summary>The generation of the matching route. (<see cref="PublishedRoutes"/>)</summary>
    public string? Generation { get; set; }

    /// <summary>The status with which the policy refuses the request; null if it serves it.</summary>
    public int? Refusal { get; set; }
}
