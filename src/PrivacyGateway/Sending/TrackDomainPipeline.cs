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
/// How a track domain is asked, from outside to inside: a limit on the whole, further attempts, the circuit breaker, a limit on each attempt.
/// Only an attempt that never had a connection is repeated: any other may have counted a page view already.
/// </summary>
internal static partial class TrackDomainPipeline
{
    public static ResiliencePipeline<HttpResponseMessage> Build(string name, TrackDomainConfig config, CircuitBreakerStateProvider circuit, GatewayMetrics metrics, TimeProvider time, ILogger logger)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        builder.AddTimeout(TimeSpan.FromMilliseconds(config.TotalMilliseconds));
        if (config.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = static arguments => ValueTask.FromResult(NeverConnected(arguments.Outcome.Exception)),
                MaxRetryAttempts = config.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(config.RetryDelayMilliseconds),
                UseJitter = true,
                OnRetry = _ =>
                {
                    metrics.UpstreamRetry(name);
                    return default;
                },
            });
        }

        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
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
        });
        builder.AddTimeout(TimeSpan.FromMilliseconds(config.AttemptMilliseconds));
        return builder.Build();
    }

    private static bool NeverConnected(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
    };

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
