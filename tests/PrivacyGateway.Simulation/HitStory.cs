namespace PrivacyGateway.Simulation;

/// <summary>What became of one hit.</summary>
internal sealed class HitStory
{
    /// <summary>The browser's answer; null if there was none, because the process was killed.</summary>
    public int? Status { get; set; }

    public TimeSpan AnsweredAt { get; set; }

    public bool IsAnonymous { get; set; }

    /// <summary>Each time that a destination took it, and which process had sent it.</summary>
    public List<(TimeSpan At, int Life)> Arrivals { get; } = [];

    /// <summary>The processes that a destination told so, once for each time.</summary>
    public List<int> ToldInLife { get; } = [];

    public bool IsAccepted => Status == 200;

    public bool IsDelivered => Arrivals.Count > 0;

    /// <summary>The browser was told to send it again, and the spool sends it too.</summary>
    public bool IsSentDespiteRefusal => Status == 503 && Arrivals.Exists(arrival => arrival.At > AnsweredAt);
}
