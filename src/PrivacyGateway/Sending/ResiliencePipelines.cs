using System.Net.Http;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Sending;

/// <summary>
/// The resilience pipelines of a track domain. While its circuit is closed, a hit bypasses both pipelines, because running through them
/// costs more than the hit itself; <see cref="Report"/> tells the circuit the outcome afterwards.
/// </summary>
/// <param name="Config">The settings that the pipelines were built from.</param>
/// <param name="Circuit">The state of the track domain's circuit.</param>
/// <param name="Attempt">The pipeline for one attempt, with the circuit breaker. The client enforces the attempt timeout.</param>
/// <param name="Repetition">
/// The pipeline for retries, with <see cref="Attempts"/> in the context. Its first attempt rethrows the failure.
/// </param>
internal sealed record ResiliencePipelines(
    TrackDomainConfig Config, CircuitBreakerStateProvider Circuit, ResiliencePipeline<UpstreamResponse> Attempt,
    ResiliencePipeline<UpstreamResponse> Repetition)
{
    /// <summary>The timeout of one attempt.</summary>
    public TimeSpan AttemptTimeout { get; } = TimeSpan.FromMilliseconds(Config.AttemptMilliseconds);

    /// <summary>Whether an attempt may bypass the circuit.</summary>
    public bool IsClosed => Circuit.CircuitState == CircuitState.Closed;

    /// <param name="name">The track domain's name.</param>
    /// <param name="config">The track domain's timeouts.</param>
    /// <param name="hasOther">
    /// Whether an unsent hit has another destination. If so, the circuit of the track domain does not count the failure.
    /// </param>
    /// <param name="metrics">Counts retries.</param>
    /// <param name="time">A monotonic clock.</param>
    /// <param name="jitter">Random numbers from 0 to 1 for retry delays; null for Polly's own.</param>
    public static ResiliencePipelines Build(
        string name, TrackDomainConfig config, Func<bool> hasOther, GatewayMetrics metrics, MonotonicTime time, Func<double>? jitter)
    {
        var circuit = new CircuitBreakerStateProvider();
        return new ResiliencePipelines(
            config, circuit, BuildAttempt(config, circuit, hasOther, time), BuildRepetition(name, config, metrics, time, jitter));
    }

    /// <summary>Makes one attempt through the circuit.</summary>
    public async ValueTask<UpstreamResponse> AttemptAsync(
        IDestinations destinations, Destination destination, OutgoingRequest request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        try
        {
            return await AttemptAsync(destinations, destination, request, context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Makes one attempt through the circuit, within another pipeline.</summary>
    public ValueTask<UpstreamResponse> AttemptAsync(
        IDestinations destinations, Destination destination, OutgoingRequest request, ResilienceContext context) => Attempt.ExecuteAsync(
        static (context, all) => all.Destinations.AttemptAsync(all.Destination, all.Request, all.AttemptTimeout, context.CancellationToken),
        context,
        (Destinations: destinations, Destination: destination, Request: request, AttemptTimeout));

    /// <summary>
    /// Reports the outcome of an attempt that bypassed the circuit. The outcome is dropped
    /// if the circuit has opened meanwhile: a late success would close it without a probe.
    /// </summary>
    public void Report(Outcome<UpstreamResponse> outcome)
    {
        if (!IsClosed)
            return;

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true);
        var reported = Attempt.ExecuteOutcomeAsync(static (_, outcome) => ValueTask.FromResult(outcome), context, outcome);

        // A success always completes here; a failure that opens the circuit may not, and keeps its context until then.
        if (reported.IsCompletedSuccessfully)
            ResilienceContextPool.Shared.Return(context);
    }

    /// <summary>
    /// Whether an attempt failed before a connection was established. Only such
    /// attempts are retried; any other may already have been counted as a page view.
    /// </summary>
    public static bool IsUnsent(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };

    private static ResiliencePipeline<UpstreamResponse> BuildRepetition(
        string name, TrackDomainConfig config, GatewayMetrics metrics, TimeProvider time, Func<double>? jitter)
    {
        var retry = new RetryStrategyOptions<UpstreamResponse>
        {
            ShouldHandle = static arguments =>
                ValueTask.FromResult(IsUnsent(arguments.Outcome.Exception) && GetAttempts(arguments.Context).TryAdvance()),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(config.RetryDelayMilliseconds),
            UseJitter = true,
            DelayGenerator = static arguments => ValueTask.FromResult(GetAttempts(arguments.Context).Pause),
            OnRetry = _ =>
            {
                metrics.UpstreamRetry(name);
                return default;
            },
        };
        if (jitter is not null)
            retry.Randomizer = jitter;
        return new ResiliencePipelineBuilder<UpstreamResponse> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = limited =>
                {
                    var left = TimeSpan.FromMilliseconds(config.TotalMilliseconds) - time.GetElapsedTime(
                        GetAttempts(limited.Context).StartedAt);
                    return ValueTask.FromResult(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1));
                },
            })
            .AddRetry(retry)
            .Build();
    }

    private static ResiliencePipeline<UpstreamResponse> BuildAttempt(
        TrackDomainConfig config, CircuitBreakerStateProvider circuit, Func<bool> hasOther, TimeProvider time) =>
        new ResiliencePipelineBuilder<UpstreamResponse> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<UpstreamResponse>
        {
            ShouldHandle = arguments =>
                ValueTask.FromResult(IsFailure(arguments.Outcome) && !(IsUnsent(arguments.Outcome.Exception) && hasOther())),
            FailureRatio = config.BreakerFailures / 100.0,
            MinimumThroughput = config.BreakerMinimum,
            SamplingDuration = TimeSpan.FromSeconds(config.BreakerWindowSeconds),
            StateProvider = circuit,
            BreakDuration = TimeSpan.FromSeconds(config.BreakerSeconds),
        })
        .Build();

    private static Attempts GetAttempts(ResilienceContext context) => context.Properties.GetValue(Attempts.Key, null!);

    private static bool IsFailure(Outcome<UpstreamResponse> outcome) => outcome switch
    {
        { Exception: UnwritableRequestException } => false,
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { } response } => response.Status >= 500,
        _ => false,
    };
}
