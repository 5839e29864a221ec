using System.Net.Http;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Sending;

/// <summary>One track domain: how it has fared lately, and the patience with which it is asked. The pages' hits and the replayed ones share it.</summary>
internal sealed partial class TrackDomain(string name, Func<TrackDomainConfig> config, GatewayMetrics metrics, TimeProvider time, ILogger<TrackDomain> logger)
{
    /// <summary>A log line for each hit that fails would be a flood; the counters tell the number.</summary>
    private static readonly TimeSpan SilenceAfterTelling = TimeSpan.FromMinutes(1);

    private volatile Patience? _patience;
    private volatile HttpMessageInvoker? _client;
    private long _told;
    private long _answered;
    private long _failed;

    public string Name => name;

    /// <summary>Writes to it as for any hit: the last look, the patience, the connections are the same. Null until a route leads there.</summary>
    public HttpMessageInvoker? Client => _client;

    /// <summary>Null means never.</summary>
    public DateTimeOffset? AnsweredAt => Read(ref _answered);

    /// <summary>Null means never.</summary>
    public DateTimeOffset? FailedAt => Read(ref _failed);

    /// <summary>Whether the circuit breaker keeps hits from it.</summary>
    public bool IsLeftAlone => _patience?.Circuit.CircuitState is CircuitState.Open or CircuitState.HalfOpen;

    /// <summary>Whether the last thing that is known is a failure.</summary>
    public bool IsFailing => FailedAt is { } failed && !(AnsweredAt >= failed);

    /// <summary>The newest client is the one that reloading left.</summary>
    public void Use(HttpMessageInvoker client) => _client = client;

    /// <summary>Sends until there is an answer or patience is at its end.</summary>
    /// <exception cref="HttpRequestException">There was no usable answer.</exception>
    public async ValueTask<HttpResponseMessage> SendAsync<TState>(Func<ResilienceContext, TState, ValueTask<HttpResponseMessage>> attempt, TState state, CancellationToken cancellationToken)
    {
        var (patience, began) = (Patient(), time.GetTimestamp());
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            HttpResponseMessage response;
            try
            {
                response = await patience.Attempt.ExecuteAsync(attempt, context, state);
            }
            catch (HttpRequestException first) when (patience.Repetition is not null && TrackDomainPipeline.IsRepeated(first))
            {
                context.Properties.Set(TrackDomainPipeline.Began, began);
                response = await RepeatAsync(patience.Repetition, patience.Attempt, first, attempt, context, state);
            }

            metrics.UpstreamAnswered(name, time.GetElapsedTime(began));
            Volatile.Write(ref _answered, time.GetUtcNow().UtcTicks);
            return response;
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Volatile.Write(ref _failed, time.GetUtcNow().UtcTicks);
            Tell(exception);
            throw exception as HttpRequestException ?? new NoAnswerException(exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ValueTask<HttpResponseMessage> RepeatAsync<TState>(
        ResiliencePipeline<HttpResponseMessage> repetition,
        ResiliencePipeline<HttpResponseMessage> once,
        HttpRequestException? first,
        Func<ResilienceContext, TState, ValueTask<HttpResponseMessage>> attempt,
        ResilienceContext context,
        TState state) =>
        repetition.ExecuteAsync(
            async (context, state) => Interlocked.Exchange(ref first, null) is { } failure ? throw failure : await once.ExecuteAsync(attempt, context, state), context, state);

    /// <summary>Built anew when a reload changes its settings; the circuit is then closed.</summary>
    private Patience Patient()
    {
        var (patience, current) = (_patience, config());
        if (patience is null || !patience.Config.Equals(current))
        {
            var circuit = new CircuitBreakerStateProvider();
            _patience = patience = new Patience(
                current,
                circuit,
                TrackDomainPipeline.BuildAttempt(name, current, circuit, time, logger),
                current.Retries == 0 ? null : TrackDomainPipeline.BuildRepetition(name, current, metrics, time));
        }

        return patience;
    }

    /// <summary>Only the kind of error: its text may hold what the visitor sent.</summary>
    private void Tell(Exception exception)
    {
        var kind = exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? known.HttpRequestError.ToString() : exception.GetType().Name;
        metrics.UpstreamFailure(name, kind);
        var (now, told) = (time.GetUtcNow().UtcTicks, Volatile.Read(ref _told));
        if (now - told > SilenceAfterTelling.Ticks && Interlocked.CompareExchange(ref _told, now, told) == told)
            Log.NoAnswer(logger, name, kind);
    }

    private static DateTimeOffset? Read(ref long ticks) => Volatile.Read(ref ticks) is > 0 and var value ? new DateTimeOffset(value, TimeSpan.Zero) : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Track domain {Name}: no usable answer ({Error}). This is said once a minute at most; gateway.upstream.failures counts.")]
        public static partial void NoAnswer(ILogger logger, string name, string error);
    }

    private sealed record Patience(TrackDomainConfig Config, CircuitBreakerStateProvider Circuit, ResiliencePipeline<HttpResponseMessage> Attempt, ResiliencePipeline<HttpResponseMessage>? Repetition);
}
