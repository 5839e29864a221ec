namespace PrivacyGateway.Faults.Counting;

/// <summary>All that is known about one hit, from both sides.</summary>
internal sealed class HitOutcome
{
    public BrowserOutcome Response { get; set; }

    /// <summary>How often it was read completely off the upstream's socket, not counting explicit refusals (5xx).</summary>
    public int Arrivals { get; set; }

    /// <summary>Whether a complete 2xx was written for it while the gateway was still running.</summary>
    public bool IsDelivered { get; set; }
}
