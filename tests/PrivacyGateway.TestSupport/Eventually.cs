namespace PrivacyGateway.TestSupport;

/// <summary>Asks again and again, where nothing tells when it is so.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="condition">Asked until it is true.</param>
    /// <param name="state">What a reader wants to know if it never is.</param>
    /// <exception cref="TimeoutException">It was not within <see cref="HangLimit"/>; the message is the state.</exception>
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
