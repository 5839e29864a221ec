namespace PrivacyGateway.Simulation;

/// <summary>One process. When it is over, nothing that it had begun has an effect, except on requests that were sent before.</summary>
internal sealed class Life(int number)
{
    private readonly TaskCompletionSource _never = new();

    public int Number => number;

    public bool IsOver { get; set; }

    /// <summary>Continuations of an ended process wait here for ever.</summary>
    public Task StopIfOverAsync() => IsOver ? _never.Task : Task.CompletedTask;
}
