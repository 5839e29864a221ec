using System.Net.Http;
using Microsoft.Extensions.Logging;
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
internal static partial class TrackDomainPipeline
{
    /// <summary>When the first attempt began, on the clock that limits them all.</summary>
    public static ResiliencePropertyKey<long> Began { get; } = new("PrivacyGateway.Began");

    /// <summary>Only what never had a connection is repeated: any other attempt may have counted a page view already.</summary>
    public static bool IsRepeated(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
    };

    /// <summary>Further attempts, as many as the settings say, within what the first has left of the time for all. Its first attempt is the one that failed.</summary>
    public static ResiliencePipeline<HttpResponseMessage> BuildRepetition(string name, TrackDomainConfig config, GatewayMetrics metrics, TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = limited =>
                {
                    var left = TimeSpan.FromMilliseconds(config.TotalMilliseconds) - time.GetElapsedTime(limited.Context.Properties.GetValue(Began, 0));
                    return ValueTask.FromResult(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1));
                },
            })
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = static arguments => ValueTask.FromResult(IsRepeated(arguments.Outcome.Exception)),
                MaxRetryAttempts = config.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(config.RetryDelayMilliseconds),
                UseJitter = true,
                OnRetry = _ =>
                {
                    metrics.UpstreamRetry(name);
                    return default;
                },
            })
            .Build();

    /// <summary>One attempt: the circuit breaker, and within it the limit on its time.</summary>
    public static ResiliencePipeline<HttpResponseMessage> BuildAttempt(string name, TrackDomainConfig config, CircuitBreakerStateProvider circuit, TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = static arguments => ValueTask.FromResult(IsFailure(arguments.Outcome)),
            FailureRatio = config.BreakerFailures / 100.0,
            MinimumThroughput = config.BreakerMinimum,
            SamplingDuration = TimeSpan.FromSeconds(config.BreakerWindowSeconds),
            StateProvider = circuit,
            BreakDuration = TimeSpan.FromSeconds(config.BreakerSeconds),
            OnOpened = opened =>
            {
                Log.Opened(logger, name, (int)opened.BreakDuration.TotalSeconds);
                return default;
            },
            OnClosed = _ =>
            {
                Log.Closed(logger, name);
                return default;
            },
        })
        .AddTimeout(TimeSpan.FromMilliseconds(config.AttemptMilliseconds))
        .Build();

    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { } response } => (int)response.StatusCode >= 500,
        _ => false,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Track domain {Name}: too many attempts fail; it is left alone for {Seconds} s (circuit open).")]
        public static partial void Opened(ILogger logger, string name, int seconds);

        [LoggerMessage(2, LogLevel.Information, "Track domain {Name}: it answers again (circuit closed).")]
        public static partial void Closed(ILogger logger, string name);
    }
}
