namespace PrivacyGateway.TestSupport;

/// <summary>
/// How long tests wait. It only ends a hang: it is far longer than anything takes on a machine under load,
/// and no test may pass or fail by being quicker than it.
/// </summary>
public static class HangLimit
{
    public static TimeSpan Time { get; } = TimeSpan.FromMinutes(3);

    /// <summary>A source that is cancelled when the limit is reached.</summary>
    public static CancellationTokenSource Start() => new(Time);
}
