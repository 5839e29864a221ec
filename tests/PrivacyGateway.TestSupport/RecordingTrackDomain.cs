using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.TestSupport;

/// <summary>
/// A stand-in for the track domain on a free port of 127.0.0.1 that keeps each request byte for byte.
/// It is a bare socket, because a web server would already have normalised what the tests want to see.
/// </summary>
public sealed class RecordingTrackDomain : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly Task _accepting;
    private TaskCompletionSource _arrived = NewSignal();

    public RecordingTrackDomain()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The address for a cluster's destination.</summary>
    public string Address => $"http://127.0.0.1:{Port}/";

    /// <summary>Raw bytes to answer with, for each request; an empty array closes the connection without an answer.</summary>
    public Func<RecordedRequest, byte[]> Answer { get; set; } = TrackDomainAnswers.Pixel;

    /// <summary>What every answer waits for; by default nothing.</summary>
    public Task HeldUntil { get; set; } = Task.CompletedTask;

    /// <summary>What has arrived so far; a copy.</summary>
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
    /// <exception cref="TimeoutException">They did not, within <see cref="HangLimit"/>.</exception>
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

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var reader = new HttpMessageReader(client.GetStream());
            try
            {
                while (await reader.ReadRequestAsync(_stopping.Token) is { } message)
                {
                    var request = Record(RecordedRequest.From(message));
                    await HeldUntil.WaitAsync(_stopping.Token);
                    var answer = Answer(request);
                    if (answer.Length == 0)
                    {
                        return;
                    }

                    await client.GetStream().WriteAsync(answer, _stopping.Token);
                }
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException)
            {
                // The gateway hung up or the test is over; what arrived is recorded.
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
