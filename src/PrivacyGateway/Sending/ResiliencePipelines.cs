using System.Net.Http;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Sending;

/// <summary>
/// How a track domain is asked. Nearly every hit needs one attempt only, so the two layers of an attempt stand alone, and what a further
/// one needs is put around them when it comes to that: a layer costs a hit more than what it does.
/// </summary>
/// <param name="Config">What they were built from.</param>
/// <param name="Circuit">The state of the circuit of the whole track domain.</param>
/// <param name="Attempt">One attempt: the circuit, and within it the timeout.</param>
/// <param name="Repetition">Further attempts, with <see cref="Attempts"/> in the context; its first attempt is the one that failed.</param>
internal sealed record ResiliencePipelines(
    TrackDomainConfig Config, CircuitBreakerStateProvider Circuit, ResiliencePipeline<HttpResponseMessage> Attempt, ResiliencePipeline<HttpResponseMessage> Repetition)
{
    /// <param name="name">Of the track domain.</param>
    /// <param name="config">Its timeouts.</param>
    /// <param name="hasOther">Whether a hit that could not be sent has another destination; then the track domain has not failed yet.</param>
    /// <param name="metrics">Counts retries.</param>
    /// <param name="time">A monotonic clock.</param>
    /// <param name="jitter">From 0 to 1, for the pauses before further attempts; null for Polly's own.</param>
    public static ResiliencePipelines Build(string name, TrackDomainConfig config, Func<bool> hasOther, GatewayMetrics metrics, MonotonicTime time, Func<double>? jitter)
    {
        var circuit = new CircuitBreakerStateProvider();
        return new ResiliencePipelines(config, circuit, BuildAttempt(config, circuit, hasOther, time), BuildRepetition(name, config, metrics, time, jitter));
    }

    /// <summary>Only what never had a connection is sent again: any other attempt may have counted a page view already.</summary>
    public static bool IsUnsent(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private static ResiliencePipeline<HttpResponseMessage> BuildRepetition(string name, TrackDomainConfig config, GatewayMetrics metrics, TimeProvider time, Func<double>? jitter)
    {
        var retry = new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = static arguments => ValueTask.FromResult(IsUnsent(arguments.Outcome.Exception) && AttemptsOf(arguments.Context).TryAdvance()),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(config.RetryDelayMilliseconds),
            UseJitter = true,
            DelayGenerator = static arguments => ValueTask.FromResult(AttemptsOf(arguments.Context).Pause),
            OnRetry = _ =>
            {
                metrics.UpstreamRetry(name);
                return default;
            },
        };
        if (jitter is not null)
            retry.Randomizer = jitter;
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = limited =>
                {
                    var left = TimeSpan.FromMilliseconds(config.TotalMilliseconds) - time.GetElapsedTime(AttemptsOf(limited.Context).Began);
                    return ValueTask.FromResult(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1));
                },
            })
            .AddRetry(retry)
            .Build();
    }

    private static ResiliencePipeline<HttpResponseMessage> BuildAttempt(TrackDomainConfig config, CircuitBreakerStateProvider circuit, Func<bool> hasOther, TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = arguments => ValueTask.FromResult(IsFailure(arguments.Outcome) && !(IsUnsent(arguments.Outcome.Exception) && hasOther())),
            FailureRatio = config.BreakerFailures / 100.0,
            MinimumThroughput = config.BreakerMinimum,
            SamplingDuration = TimeSpan.FromSeconds(config.BreakerWindowSeconds),
            StateProvider = circuit,
            BreakDuration = TimeSpan.FromSeconds(config.BreakerSeconds),
        })
        .AddTimeout(TimeSpan.FromMilliseconds(config.AttemptMilliseconds))
        .Build();

    private static Attempts AttemptsOf(ResilienceContext context) => context.Properties.GetValue(Attempts.Key, null!);

    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { } response } => (int)response.StatusCode >= 500,
        _ => false,
    };
}
