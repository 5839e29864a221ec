namespace PrivacyGateway.Simulation;

/// <summary>One process. When it is over, nothing that it had begun has any effect, except on what was sent before.</summary>
internal sealed class Life(int number)
{
    private readonly TaskCompletionSource _never = new();

    public int Number => number;

    public bool IsOver { get; set; }

    /// <summary>Where a process that is gone stays.</summary>
    public Task StopHereAsync() => IsOver ? _never.Task : Task.CompletedTask;
}
