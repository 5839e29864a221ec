using System.Net.Http;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Sending;

/// <summary>One track domain: its destinations, its circuit and its timeouts. Live and replayed hits share them.</summary>
internal sealed partial class TrackDomain(string name, Func<TrackDomainConfig> config, GatewayMetrics metrics, TimeProvider time,
    Func<double>? jitter, ILogger<TrackDomain> logger)
{
    /// <summary>Rate limit for the log of failed hits; metrics count them all.</summary>
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    private readonly MonotonicTime _clock = new(time);

    private volatile ResiliencePipelines? _pipelines;
    private volatile IDestinations? _destinations;
    private volatile bool _isFailing;
    private long _loggedAt = long.MinValue;
    private long _respondedAt;
    private long _failedAt;
    private int _pending;
    private int _isOpenLogged;

    public string Name => name;

    /// <summary>The timeout of an attempt or a probe.</summary>
    public TimeSpan AttemptTimeout => GetPipelines().AttemptTimeout;

    /// <summary>Null until the configuration contains the cluster.</summary>
    public IDestinations? Destinations => _destinations;

    /// <summary>The time of the last response; null if there was none.</summary>
    public DateTimeOffset? RespondedAt => Read(ref _respondedAt);

    /// <summary>The time of the last failure; null if there was none.</summary>
    public DateTimeOffset? FailedAt => Read(ref _failedAt);

    /// <summary>Whether the circuit of the track domain is open or half-open.</summary>
    public bool IsCircuitOpen => _pipelines?.Circuit.CircuitState is CircuitState.Open or CircuitState.HalfOpen;

    /// <summary>Whether the last request failed.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>Replaces the destinations after a reload.</summary>
    public void SetDestinations(IDestinations destinations) => _destinations = destinations;

    /// <summary>Returns the existing destination if its URL and host are unchanged, so that it keeps its health; else a new one.</summary>
    public Destination CreateDestination(string destination, string address, string? host) =>
        _destinations?.All.FirstOrDefault(known => known.Name == destination && known.HasSameEndpoint(address, host))
        ?? new Destination(destination, address, host, new DestinationHealth(config, time));

    /// <summary>
    /// Counts a request that waits for this track domain. If it returns true, the caller must call <see cref="Exit"/> afterwards.
    /// </summary>
    /// <param name="max">The maximum number of waiting requests, so that a slow track domain leaves capacity for others.</param>
    /// <returns>False if the maximum is reached.</returns>
    public bool TryEnter(int max)
    {
        if (Interlocked.Increment(ref _pending) <= max)
            return true;
        Exit();
        return false;
    }

    public void Exit() => Interlocked.Decrement(ref _pending);

    /// <summary>Sends to a destination picked by the load balancing.</summary>
    public ValueTask<SendResult> SendAsync(OutgoingRequest request, CancellationToken cancellationToken) =>
        _destinations is { } destinations && destinations.Pick() is { } destination
            ? SendAsync(destinations, destination, request, cancellationToken)
            : ValueTask.FromResult(new SendResult(SendOutcome.NotSent));

    /// <summary>
    /// Sends a request, and retries within the overall timeout as long as nothing was sent. Every request that contains visitor data leaves
    /// the gateway through this method, which runs the guard.
    /// </summary>
    /// <param name="destinations">The destinations of the cluster.</param>
    /// <param name="destination">The destination of the first attempt.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the current attempt.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<SendResult> SendAsync(
        IDestinations destinations, Destination destination, OutgoingRequest request, CancellationToken cancellationToken)
    {
        if (EgressGuard.Find(request.Hit) is { } identifier)
        {
            metrics.GuardViolation();
            Log.GuardViolation(logger, identifier);
            return new SendResult(SendOutcome.Guarded);
        }

        var (pipelines, startedAt) = (GetPipelines(), time.GetTimestamp());
        try
        {
            UpstreamResponse response;
            var (health, bypasses) = (Begin(destination), pipelines.IsClosed);
            try
            {
                response = bypasses
                    ? await destinations.AttemptAsync(destination, request, pipelines.AttemptTimeout, cancellationToken)
                    : await pipelines.AttemptAsync(destinations, destination, request, cancellationToken);
                if (bypasses)
                    pipelines.Report(Outcome.FromResult(response));
                End(destination, health, response.Status);
            }
            catch (Exception exception)
            {
                if (bypasses && exception is not OperationCanceledException)
                    pipelines.Report(Outcome.FromException<UpstreamResponse>(exception));
                End(destination, health, exception);
                if (!ResiliencePipelines.IsUnsent(exception) || _destinations is not { } current)
                    throw;
                response = await RepeatAsync(pipelines, exception, new Attempts(current, destination, pipelines.Config.Retries, startedAt),
                    destinations, request, cancellationToken);
            }

            return HandleResponse(response, request, startedAt);
        }
        catch (UnwritableRequestException)
        {
            return new SendResult(SendOutcome.Failed);
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            HandleFailure(exception);
            return new SendResult(exception is BrokenCircuitException ? SendOutcome.NotSent : SendOutcome.Failed);
        }
    }

    private SendResult HandleResponse(UpstreamResponse response, OutgoingRequest request, long startedAt)
    {
        metrics.UpstreamResponded(name, time.GetElapsedTime(startedAt));
        Volatile.Write(ref _respondedAt, time.GetUtcNow().UtcTicks);
        _isFailing = false;
        if (Volatile.Read(ref _isOpenLogged) == 1 && !IsCircuitOpen && Interlocked.Exchange(ref _isOpenLogged, 0) == 1)
            Log.Closed(logger, name);
        return SendResult.FromResponse(response, request.IsStreamed);
    }

    private void HandleFailure(Exception exception)
    {
        Volatile.Write(ref _failedAt, time.GetUtcNow().UtcTicks);
        _isFailing = true;

        // Log only the kind of error: the message may contain visitor data.
        var kind = exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known
            ? known.HttpRequestError.ToString() : exception.GetType().Name;
        metrics.UpstreamFailure(name, kind);
        var (now, logged) = (time.GetTimestamp(), Volatile.Read(ref _loggedAt));
        if ((logged == long.MinValue || time.GetElapsedTime(logged, now) > LogInterval)
            && Interlocked.CompareExchange(ref _loggedAt, now, logged) == logged)
            Log.NoResponse(logger, name, kind, FailureHint.Find(exception));
        if (IsCircuitOpen && Interlocked.Exchange(ref _isOpenLogged, 1) == 0)
            Log.Opened(logger, name, config().BreakerSeconds);
    }

    private async ValueTask<UpstreamResponse> RepeatAsync(
        ResiliencePipelines pipelines, Exception? first, Attempts attempts, IDestinations destinations, OutgoingRequest request,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        context.Properties.Set(Attempts.Key, attempts);
        try
        {
            return await pipelines.Repetition.ExecuteAsync(
                async context =>
                {
                    if (Interlocked.Exchange(ref first, null) is { } failure)
                        throw failure;

                    var health = Begin(attempts.Next);
                    try
                    {
                        var response = await pipelines.AttemptAsync(destinations, attempts.Next, request, context);
                        End(attempts.Next, health, response.Status);
                        return response;
                    }
                    catch (Exception exception)
                    {
                        End(attempts.Next, health, exception);
                        throw;
                    }
                },
                context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <returns>Null for the only destination of a cluster: the circuit of the track domain covers it.</returns>
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
            health?.Succeeded();
        _destinations?.Report(destination, hasFailed: false);
    }

    private void End(Destination destination, DestinationHealth? health, Exception exception)
    {
        // Not the destination's failure: the track domain's circuit was open, the request is invalid, or the caller cancelled.
        if (exception is BrokenCircuitException or UnwritableRequestException or OperationCanceledException)
        {
            health?.Abandoned();
            return;
        }

        health?.Failed();
        _destinations?.Report(destination, hasFailed: true);
    }

    /// <summary>Rebuilds the pipelines when a reload has changed the settings. The new circuit is closed.</summary>
    private ResiliencePipelines GetPipelines()
    {
        var (pipelines, current) = (_pipelines, config());
        if (pipelines is null || !pipelines.Config.Equals(current))
            _pipelines = pipelines = ResiliencePipelines.Build(name, current, HasOtherDestination, metrics, _clock, jitter);
        return pipelines;
    }

    /// <summary>Whether an unsent hit has another destination.</summary>
    private bool HasOtherDestination() => _destinations is { All.Count: > 1 } destinations && destinations.Pick() is not null;

    private static DateTimeOffset? Read(ref long ticks) =>
        Volatile.Read(ref ticks) is > 0 and var value ? new DateTimeOffset(value, TimeSpan.Zero) : null;
}
