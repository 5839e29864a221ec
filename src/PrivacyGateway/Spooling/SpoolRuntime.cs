namespace PrivacyGateway.Spooling;

/// <summary>The scheduler and the disk of the spool's writer. A simulation replaces both.</summary>
/// <param name="Start">Starts the writer's loop.</param>
/// <param name="BeforeWrite">Called before each write to the database. It may delay or throw like a disk.</param>
internal sealed record SpoolRuntime(Func<Func<Task>, Task> Start, Action BeforeWrite)
{
    /// <summary>The thread pool and the real disk.</summary>
    public static SpoolRuntime Real { get; } = new(Task.Run, static () => { });
}
