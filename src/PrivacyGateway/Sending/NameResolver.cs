using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Sending;

/// <summary>
/// Resolves the upstreams' names. <see cref="Dns"/> blocks a thread-pool thread until the resolver responds and cannot be cancelled, so
/// each name has at most one lookup at a time, on a dedicated thread. While lookups fail or are slow, the last good addresses are used.
/// </summary>
/// <param name="lookUp">A blocking lookup; throws <see cref="SocketException"/> if there is no address.</param>
/// <param name="time">The clock for the age of addresses.</param>
internal sealed class NameResolver(Func<string, IPAddress[]> lookUp, TimeProvider time)
{
    /// <summary>
    /// How long addresses are used without another lookup. A DNS change takes effect within this time plus a connection's lifetime.
    /// </summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection waits for a lookup if earlier addresses are known.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public NameResolver(TimeProvider time)
        : this(Dns.GetHostAddresses, time)
    {
    }

    /// <exception cref="SocketException">The name has no address, and no earlier one is known.</exception>
    public async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
            return [address];

        var entry = _entries.GetOrAdd(host, static (name, resolver) => new Entry(name, resolver.LookUp, resolver.Time), this);
        if (entry.Addresses is not { } known)
            return await entry.LookUpAsync().WaitAsync(cancellationToken);
        if (entry.IsFresh)
            return known;
        try
        {
            return await entry.LookUpAsync().WaitAsync(entry.WaitLeft(), time, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            return entry.Addresses ?? known;
        }
    }

    private Func<string, IPAddress[]> LookUp => lookUp;

    private TimeProvider Time => time;

    private sealed class Entry(string host, Func<string, IPAddress[]> lookUp, TimeProvider time)
    {
        private readonly Lock _lock = new();
        private Task<IPAddress[]>? _running;
        private long _startedAt;
        private long _resolvedAt;
        private volatile IPAddress[]? _addresses;

        /// <summary>The last good addresses.</summary>
        public IPAddress[]? Addresses => _addresses;

        public bool IsFresh => time.GetElapsedTime(Volatile.Read(ref _resolvedAt)) < Freshness;

        /// <summary>The remaining time to wait for the current lookup; zero if it already took <see cref="MaxWait"/>.</summary>
        public TimeSpan WaitLeft()
        {
            var left = MaxWait - time.GetElapsedTime(Volatile.Read(ref _startedAt));
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        public Task<IPAddress[]> LookUpAsync()
        {
            lock (_lock)
            {
                if (_running is { IsCompleted: false } running)
                    return running;
                Volatile.Write(ref _startedAt, time.GetTimestamp());
                return _running = Start();
            }
        }

        private Task<IPAddress[]> Start()
        {
            var completion = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            var thread = new Thread(() => Run(completion)) { IsBackground = true, Name = "DNS lookup" };
            thread.UnsafeStart();

            // Observe the exception: callers may have stopped waiting before the lookup fails.
            _ = completion.Task.ContinueWith(
                static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return completion.Task;
        }

        private void Run(TaskCompletionSource<IPAddress[]> completion)
        {
            try
            {
                var addresses = lookUp(host);
                if (addresses.Length == 0)
                    throw new SocketException((int)SocketError.NoData);
                _addresses = addresses;
                Volatile.Write(ref _resolvedAt, time.GetTimestamp());
                completion.SetResult(addresses);
            }
            catch (Exception exception)
            {
                completion.SetException(exception as SocketException ?? new SocketException((int)SocketError.HostNotFound));
            }
        }
    }
}
