using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>Browsers that reconnect continuously, each time with a new connection and one hit.</summary>
internal sealed class HandshakeLoad : IAsyncDisposable
{
    private const int Browsers = 12;

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _serials = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly Task[] _browsers;
    private int _visits;

    public HandshakeLoad(int port, string host, X509Certificate2 root, byte[] hit) =>
        _browsers = [.. Enumerable.Range(0, Browsers).Select(_ => Task.Run(() => ComeAgainAsync(port, host, root, hit)))];

    public int Visits => Volatile.Read(ref _visits);

    public int Failed => _failures.Values.Sum();

    /// <summary>Kinds of failure with their number.</summary>
    public string Failures => string.Join(", ", _failures.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}"));

    /// <summary>Completes when a browser got the certificate with this serial number.</summary>
    public Task SeesAsync(string serial) => SignalOf(serial).Task.WaitAsync(HangLimit.Time);

    /// <summary>Completes after this many connections.</summary>
    public Task ComesAsync(int visits) => Eventually.HoldsAsync(() => Visits >= visits, () => $"{Visits} visits; failed: {Failures}");

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_browsers);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task ComeAgainAsync(int port, string host, X509Certificate2 root, byte[] hit)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var (serial, response) = await TlsClient.VisitAsync(port, host, root, hit);
                if (!response.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                    throw new IOException("no response");
                Interlocked.Increment(ref _visits);
                SignalOf(serial).TrySetResult();
            }
            catch (Exception exception)
            {
                _failures.AddOrUpdate($"{exception.GetType().Name}: {exception.Message}", 1, static (_, count) => count + 1);
            }
        }
    }

    private TaskCompletionSource SignalOf(string serial) =>
        _serials.GetOrAdd(serial.TrimStart('0'), static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
