namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Hits at a steady rate over kept connections, until it is disposed. Every hit must be answered 200.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private const int Workers = 4;

    private readonly CancellationTokenSource _end = new();
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
    private readonly Uri _address;
    private readonly string _host;
    private readonly string _cookie;
    private readonly Task[] _workers;
    private int _sent;
    private int _failed;

    public SteadyLoad(int port, string host, string target, string cookie, int hitsPerSecond)
    {
        (_address, _host, _cookie) = (new Uri($"http://127.0.0.1:{port}{target}"), host, cookie);
        _workers = [.. Enumerable.Range(0, Workers).Select(_ => Task.Run(() => RunAsync(TimeSpan.FromSeconds((double)Workers / hitsPerSecond))))];
    }

    public int Sent => Volatile.Read(ref _sent);

    public int Failed => Volatile.Read(ref _failed);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_workers);
        _client.Dispose();
        _end.Dispose();
    }

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
        using var hit = new HttpRequestMessage(HttpMethod.Get, _address);
        hit.Headers.Host = _host;
        hit.Headers.TryAddWithoutValidation("Cookie", _cookie);
        Interlocked.Increment(ref _sent);
        try
        {
            using var answer = await _client.SendAsync(hit, CancellationToken.None);
            if (answer.StatusCode != System.Net.HttpStatusCode.OK)
                Interlocked.Increment(ref _failed);
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _failed);
        }
    }
}
