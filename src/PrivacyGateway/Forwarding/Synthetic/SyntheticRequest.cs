namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>
/// Marks a request as synthetic, and takes what became of it. A feature of the request in this process: no client can send one.
/// Who finds it must neither count the request nor send it.
/// </summary>
internal sealed class SyntheticRequest(SyntheticHit hit)
{
    public SyntheticHit Hit => hit;

    /// <summary>The route that took the request; null if none did.</summary>
    public string? Route { get; set; }

    /// <summary>The generation of routes that it belongs to. (<see cref="PublishedRoutes"/>)</summary>
    public string? Generation { get; set; }

    /// <summary>The status with which the policy refuses the request; null if it serves it.</summary>
    public int? Refusal { get; set; }
}
