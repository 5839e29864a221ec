namespace PrivacyGateway.Hosting.Output;

/// <summary>
/// Standard output and standard error while the gateway serves, each behind a queue, so that a stalled reader does not block the gateway.
/// Callers must not use <see cref="Console.Out"/> meanwhile: .NET holds its lock for as long as a write to either stream takes.
/// </summary>
internal sealed class StandardOutput : IDisposable
{
    /// <summary>Time for a slow reader to take the last lines at shutdown.</summary>
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(1);

    public QueuedWriter Out { get; } = new(Console.OpenStandardOutput(), "standard output");

    public QueuedWriter Error { get; } = new(Console.OpenStandardError(), "standard error");

    public long Dropped => Out.Dropped + Error.Dropped;

    public void Dispose()
    {
        Out.Complete(FlushTimeout);
        Error.Complete(FlushTimeout);
        Out.Dispose();
        Error.Dispose();
    }
}
