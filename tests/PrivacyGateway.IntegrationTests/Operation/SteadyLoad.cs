using System.Collections.Concurrent;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Hits at a steady rate over keep-alive connections, until it is disposed. Every hit must get a 200.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
    private readonly Func<int, HttpRequestMessage> _hit;
    private readonly ConcurrentBag<int> _taken = [];
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly Task[] _workers;
    private int _sent;

    public SteadyLoad(int port, string host, string target, string cookie, int hitsPerSecond)
        : this(Always(new Uri($"http://127.0.0.1:{port}{target}"), host, cookie), hitsPerSecond, workers: 4)
    {
    }

    /// <param name="hit">The hit of that number, counted from 1.</param>
    /// <param name="hitsPerSecond">Of all workers together; a worker whose response is late skips the hits that it missed.</param>
    /// <param name="workers">How many hits can be in flight at once.</param>
    public SteadyLoad(Func<int, HttpRequestMessage> hit, int hitsPerSecond, int workers)
    {
        _hit = hit;
        _workers = [.. Enumerable.Range(0, workers)
            .Select(_ => Task.Run(() => RunAsync(TimeSpan.FromSeconds((double)workers / hitsPerSecond))))];
    }

    public int Sent => Volatile.Read(ref _sent);

    public int Failed => _failures.Values.Sum();

    /// <summary>How many failed, by status or kind of exception.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>The numbers of the hits that got 200.</summary>
    public IReadOnlyCollection<int> Taken => _taken;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_workers);
        _client.Dispose();
        _end.Dispose();
    }

    private static Func<int, HttpRequestMessage> Always(Uri address, string host, string cookie) => _ =>
    {
        var hit = new HttpRequestMessage(HttpMethod.Get, address);
        hit.Headers.Host = host;
        hit.Headers.TryAddWithoutValidation("Cookie", cookie);
        return hit;
    };

    private async Task RunAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
                await SendAsync();
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    private async Task SendAsync()
    {
        var number = Interlocked.Increment(ref _sent);
        using var hit = _hit(number);
        try
        {
            using var response = await _client.SendAsync(hit, CancellationToken.None);
            if (response.StatusCode == System.Net.HttpStatusCode.OK)
                _taken.Add(number);
            else
                Fail($"{(int)response.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            Fail($"{exception.HttpRequestError}");
        }
    }

    private void Fail(string reason) => _failures.AddOrUpdate(reason, 1, static (_, count) => count + 1);
}
