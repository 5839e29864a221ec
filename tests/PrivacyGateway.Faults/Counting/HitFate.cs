namespace PrivacyGateway.Faults.Counting;

/// <summary>All that is known about one hit, from both sides.</summary>
internal sealed class HitFate
{
    public Answer Answer { get; set; }

    /// <summary>How often it was read completely off the upstream's socket, without the times it was refused there in so many words (5xx).</summary>
    public int Arrivals { get; set; }

    /// <summary>Whether a complete 2xx was written for it while the gateway was still there to read it.</summary>
    public bool IsDelivered { get; set; }
}
