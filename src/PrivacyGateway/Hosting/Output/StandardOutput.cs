namespace PrivacyGateway.Hosting.Output;

/// <summary>
/// The process's standard output and standard error, for as long as it serves: each behind a queue, so that a reader that has stopped stops
/// nothing here. <see cref="Console.Out"/> must not be used meanwhile: the platform locks it for as long as a write to either stream takes.
/// </summary>
internal sealed class StandardOutput : IDisposable
{
    /// <summary>What a reader that is only slow may still get after the last request.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    public QueuedWriter Out { get; } = new(Console.OpenStandardOutput(), "standard output");

    public QueuedWriter Error { get; } = new(Console.OpenStandardError(), "standard error");

    public long Dropped => Out.Dropped + Error.Dropped;

    public void Dispose()
    {
        Out.Complete(LastWords);
        Error.Complete(LastWords);
        Out.Dispose();
        Error.Dispose();
    }
}
