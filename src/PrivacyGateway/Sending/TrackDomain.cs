using System.Net.Http;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Sending;

/// <summary>One track domain: its destinations, its circuit and its timeouts. The pages' hits and the replayed ones share them.</summary>
internal sealed partial class TrackDomain(string name, Func<TrackDomainConfig> config, GatewayMetrics metrics, TimeProvider time, Func<double>? jitter, ILogger<TrackDomain> logger)
{
    /// <summary>A log line for each hit that fails would be a flood; the counters tell the number.</summary>
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    private readonly MonotonicTime _clock = new(time);

    private volatile ResiliencePipelines? _pipelines;
    private volatile IDestinations? _destinations;
    private volatile bool _isFailing;
    private long _loggedAt = long.MinValue;
    private long _answered;
    private long _failed;
    private int _underWay;
    private int _isOpenLogged;

    public string Name => name;

    /// <summary>For one attempt, and for a probe.</summary>
    public TimeSpan AttemptTimeout => TimeSpan.FromMilliseconds(config().AttemptMilliseconds);

    /// <summary>Null until the configuration names the cluster.</summary>
    public IDestinations? Destinations => _destinations;

    /// <summary>Null means never.</summary>
    public DateTimeOffset? AnsweredAt => Read(ref _answered);

    /// <summary>Null means never.</summary>
    public DateTimeOffset? FailedAt => Read(ref _failed);

    /// <summary>Whether the circuit of the whole track domain keeps hits from it.</summary>
    public bool IsCircuitOpen => _pipelines?.Circuit.CircuitState is CircuitState.Open or CircuitState.HalfOpen;

    /// <summary>Whether the last thing that is known is a failure.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>Those of a reload take the place of the former ones.</summary>
    public void Use(IDestinations destinations) => _destinations = destinations;

    /// <summary>A destination that was there before keeps its health.</summary>
    public Destination CreateDestination(string destination, string address, string? host) =>
        _destinations?.All.FirstOrDefault(known => known.Name == destination && known.IsAt(address, host))
        ?? new Destination(destination, address, host, new DestinationHealth(config, time));

    /// <summary>Counts a page's request that waits for this track domain.</summary>
    /// <param name="most">How many may, so that a slow track domain leaves room for the others.</param>
    /// <returns>False if so many do already.</returns>
    public bool TryEnter(int most)
    {
        if (Interlocked.Increment(ref _underWay) <= most)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _underWay);

    /// <summary>Sends until there is a response or the time is over. Another attempt is made only where nothing was sent.</summary>
    /// <param name="destination">Where the first attempt goes.</param>
    /// <param name="attempt">One attempt at one destination.</param>
    /// <param name="state">What <paramref name="attempt"/> needs.</param>
    /// <param name="cancellationToken">Ends the current attempt.</param>
    /// <exception cref="HttpRequestException">There was no usable response.</exception>
    public async ValueTask<HttpResponseMessage> SendAsync<TState>(
        Destination destination, Func<Destination, TState, CancellationToken, ValueTask<HttpResponseMessage>> attempt, TState state, CancellationToken cancellationToken)
    {
        var (pipelines, began) = (Pipelines(), time.GetTimestamp());
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        try
        {
            HttpResponseMessage response;
            var health = Begin(destination);
            try
            {
                response = await pipelines.Attempt.ExecuteAsync(static (context, all) => all.Attempt(all.Destination, all.State, context.CancellationToken), context, (Attempt: attempt, Destination: destination, State: state));
                End(destination, health, (int)response.StatusCode);
            }
            catch (Exception exception)
            {
                End(destination, health, exception);
                if (!ResiliencePipelines.IsUnsent(exception) || _destinations is not { } destinations)
                    throw;
                context.Properties.Set(Attempts.Key, new Attempts(destinations, destination, pipelines.Config.Retries, began));
                response = await RepeatAsync(pipelines, exception, attempt, context, state);
            }

            metrics.UpstreamAnswered(name, time.GetElapsedTime(began));
            Volatile.Write(ref _answered, time.GetUtcNow().UtcTicks);
            _isFailing = false;
            if (Volatile.Read(ref _isOpenLogged) == 1 && !IsCircuitOpen && Interlocked.Exchange(ref _isOpenLogged, 0) == 1)
                Log.Closed(logger, name);
            return response;
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Volatile.Write(ref _failed, time.GetUtcNow().UtcTicks);
            _isFailing = true;
            LogFailure(exception);
            if (IsCircuitOpen && Interlocked.Exchange(ref _isOpenLogged, 1) == 0)
                Log.Opened(logger, name, config().BreakerSeconds);
            throw exception as HttpRequestException ?? new NoAnswerException(exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<HttpResponseMessage> RepeatAsync<TState>(
        ResiliencePipelines pipelines, Exception? first, Func<Destination, TState, CancellationToken, ValueTask<HttpResponseMessage>> attempt, ResilienceContext context, TState state) =>
        pipelines.Repetition.ExecuteAsync(
            async (context, state) =>
            {
                if (Interlocked.Exchange(ref first, null) is { } failure)
                    throw failure;

                var destination = context.Properties.GetValue(Attempts.Key, null!).Next;
                var health = Begin(destination);
                try
                {
                    var response = await pipelines.Attempt.ExecuteAsync((context, state) => attempt(destination, state, context.CancellationToken), context, state);
                    End(destination, health, (int)response.StatusCode);
                    return response;
                }
                catch (Exception exception)
                {
                    End(destination, health, exception);
                    throw;
                }
            },
            context,
            state);

    /// <returns>Null for the only destination of a cluster: the circuit of the whole is its circuit.</returns>
    private DestinationHealth? Begin(Destination destination)
    {
        var health = _destinations is { All.Count: > 1 } ? destination.Health : null;
        health?.Begin();
        return health;
    }

    private void End(Destination destination, DestinationHealth? health, int status)
    {
        if (status >= 500)
            health?.Failed();
        else
            health?.Answered();
        _destinations?.Report(destination, hasFailed: false);
    }

    private void End(Destination destination, DestinationHealth? health, Exception exception)
    {
        // Nobody's failure: the circuit of the whole was open, or whoever asked gave up.
        if (exception is BrokenCircuitException or OperationCanceledException)
        {
            health?.Abandoned();
            return;
        }

        health?.Failed();
        _destinations?.Report(destination, hasFailed: true);
    }

    /// <summary>Built again when a reload changes its settings; the circuit is then closed.</summary>
    private ResiliencePipelines Pipelines()
    {
        var (pipelines, current) = (_pipelines, config());
        if (pipelines is null || !pipelines.Config.Equals(current))
            _pipelines = pipelines = ResiliencePipelines.Build(name, current, HasOther, metrics, _clock, jitter);
        return pipelines;
    }

    /// <summary>Whether a hit that could not be sent has somewhere else to go.</summary>
    private bool HasOther() => _destinations is { All.Count: > 1 } destinations && destinations.Pick() is not null;

    /// <summary>Only the kind of error: its text may hold what the visitor sent.</summary>
    private void LogFailure(Exception exception)
    {
        var kind = exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? known.HttpRequestError.ToString() : exception.GetType().Name;
        metrics.UpstreamFailure(name, kind);
        var (now, logged) = (time.GetTimestamp(), Volatile.Read(ref _loggedAt));
        if ((logged == long.MinValue || time.GetElapsedTime(logged, now) > LogInterval) && Interlocked.CompareExchange(ref _loggedAt, now, logged) == logged)
            Log.NoAnswer(logger, name, kind, FailureHint.For(exception));
    }

    private static DateTimeOffset? Read(ref long ticks) => Volatile.Read(ref ticks) is > 0 and var value ? new DateTimeOffset(value, TimeSpan.Zero) : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Track domain {Name}: no usable response ({Error}).{Hint} Logged at most once a minute; gateway.upstream.failures counts.")]
        public static partial void NoAnswer(ILogger logger, string name, string error, string hint);

        [LoggerMessage(2, LogLevel.Error, "Track domain {Name}: too many attempts fail; its circuit is open, and no hit is sent to it. It is tried again every {Seconds} s.")]
        public static partial void Opened(ILogger logger, string name, int seconds);

        [LoggerMessage(3, LogLevel.Information, "Track domain {Name}: it answers again; its circuit is closed.")]
        public static partial void Closed(ILogger logger, string name);
    }
}
