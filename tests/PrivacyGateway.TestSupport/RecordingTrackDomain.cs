using System.Net.Sockets;

namespace PrivacyGateway.TestSupport;

/// <summary>
/// A stand-in for the track domain on a free port of 127.0.0.1 that records each request byte for byte.
/// It is a bare socket, because a web server would already have normalised the bytes under test.
/// </summary>
public sealed class RecordingTrackDomain : IAsyncDisposable
{
    private readonly ConnectionListener _listener = new();
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private TaskCompletionSource _arrived = NewSignal();

    public RecordingTrackDomain() => _listener.Start(ServeAsync);

    public int Port => _listener.Port;

    /// <summary>The URL for a cluster's destination.</summary>
    public string Address => _listener.Address;

    /// <summary>The raw response to each request; an empty array closes the connection without a response.</summary>
    public Func<RecordedRequest, byte[]> Response { get; set; } = TrackDomainResponses.Pixel;

    /// <summary>Every response waits for it; by default it is complete.</summary>
    public Task HeldUntil { get; set; } = Task.CompletedTask;

    /// <summary>The requests so far; a copy.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    /// <summary>Waits until at least so many requests have arrived since the last <see cref="Clear"/>.</summary>
    /// <exception cref="TimeoutException">They did not arrive within <see cref="HangLimit"/>.</exception>
    public async Task<IReadOnlyList<RecordedRequest>> WaitForAsync(int count)
    {
        using var limit = HangLimit.Start();
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_requests.Count >= count)
                {
                    return [.. _requests];
                }

                next = _arrived.Task;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"{Requests.Count} of {count} requests reached the track domain.", late);
            }
        }
    }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var reader = new HttpMessageReader(client.GetStream());
            try
            {
                while (await reader.ReadRequestAsync(_listener.Stopping) is { } message)
                {
                    var request = Record(RecordedRequest.From(message));
                    await HeldUntil.WaitAsync(_listener.Stopping);
                    var response = Response(request);
                    if (response.Length == 0)
                    {
                        return;
                    }

                    await client.GetStream().WriteAsync(response, _listener.Stopping);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The gateway disconnected or the test is over; received requests are recorded.
            }
        }
    }

    private RecordedRequest Record(RecordedRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
            _arrived.SetResult();
            _arrived = NewSignal();
        }

        return request;
    }
}
