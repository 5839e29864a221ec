using System.Net.Http;

namespace PrivacyGateway.Sending.Http1;

/// <summary>A hit that waits for a connection of its kind.</summary>
internal sealed class HitWaiter(bool isAnonymous)
{
    private readonly TaskCompletionSource<HitConnection?> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsAnonymous => isAnonymous;

    /// <summary>Whether the hit has a connection or slot, or no longer waits.</summary>
    public bool IsCompleted => _turn.Task.IsCompleted;

    /// <param name="connection">A parked connection; null for a slot.</param>
    /// <returns>False if the hit no longer waits.</returns>
    public bool TryGive(HitConnection? connection) => _turn.TrySetResult(connection);

    /// <summary>
    /// Waits at most as long as connecting may take. Nothing was sent, so there is time for another attempt or another destination.
    /// </summary>
    /// <returns>A parked connection; null for a slot.</returns>
    public async ValueTask<HitConnection?> WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TrackDomainSockets.ConnectTimeout, time);
        using var late = timeout.Token.UnsafeRegister(
            static turn => ((TaskCompletionSource<HitConnection?>)turn!).TrySetException(
                new HttpRequestException(HttpRequestError.ConnectionError, "No connection became available in time.")), _turn);
        using var cancelling = cancellationToken.UnsafeRegister(
            static (turn, token) => ((TaskCompletionSource<HitConnection?>)turn!).TrySetCanceled(token), _turn);
        return await _turn.Task;
    }
}
