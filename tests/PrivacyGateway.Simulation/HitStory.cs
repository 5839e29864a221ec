namespace PrivacyGateway.Simulation;

/// <summary>The outcome of one hit.</summary>
internal sealed class HitStory
{
    /// <summary>The browser's response; null if there was none, because the process was killed.</summary>
    public int? Status { get; set; }

    public TimeSpan RespondedAt { get; set; }

    public bool IsAnonymous { get; set; }

    /// <summary>Each time that a destination accepted it, and the process that had sent it.</summary>
    public List<(TimeSpan At, int Life)> Arrivals { get; } = [];

    /// <summary>The processes that got a destination's confirmation, once for each time.</summary>
    public List<int> ReportedInLife { get; } = [];

    public bool IsAccepted => Status == 200;

    public bool IsDelivered => Arrivals.Count > 0;

    /// <summary>The browser was asked to send it again, and the spool sends it too.</summary>
    public bool IsSentDespiteRefusal => Status == 503 && Arrivals.Exists(arrival => arrival.At > RespondedAt);
}
