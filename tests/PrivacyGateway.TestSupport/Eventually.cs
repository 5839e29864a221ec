namespace PrivacyGateway.TestSupport;

/// <summary>Polls, where there is no notification.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="condition">Polled until it is true.</param>
    /// <param name="state">A description of the state for the reader of a failure.</param>
    /// <exception cref="TimeoutException">It was not true within <see cref="HangLimit"/>; the message is the state.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> state)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(state);
        using var limit = HangLimit.Start();
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException(state());
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <inheritdoc cref="HoldsAsync(Func{Task{bool}}, Func{string})"/>
    public static Task HoldsAsync(Func<bool> condition, Func<string> state) => HoldsAsync(() => Task.FromResult(condition()), state);
}
