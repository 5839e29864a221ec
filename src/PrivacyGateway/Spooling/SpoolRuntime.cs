namespace PrivacyGateway.Spooling;

/// <summary>What the spool's writer runs on. A simulation has virtual ones of both.</summary>
/// <param name="Start">Starts the writer's loop.</param>
/// <param name="BeforeWrite">Called before each write to the database; may take time or throw as the disk would.</param>
internal sealed record SpoolRuntime(Func<Func<Task>, Task> Start, Action BeforeWrite)
{
    /// <summary>A thread of its own, and the disk itself.</summary>
    public static SpoolRuntime Real { get; } = new(Task.Run, static () => { });
}
