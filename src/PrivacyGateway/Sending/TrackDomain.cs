using System.Net.Http;
using Microsoft.Extensions.Logging;
using Polly;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Sending;

/// <summary>One track domain: how it has fared lately, and the patience with which it is asked. The pages' hits and the replayed ones share it.</summary>
internal sealed class TrackDomain(string name, Func<TrackDomainConfig> config, GatewayMetrics metrics, TimeProvider time, ILogger<TrackDomain> logger)
{
    private volatile Patience? _patience;
    private long _answered;
    private long _failed;

    public string Name => name;

    /// <summary>Null means never.</summary>
    public DateTimeOffset? AnsweredAt => Read(ref _answered);

    /// <summary>Null means never.</summary>
    public DateTimeOffset? FailedAt => Read(ref _failed);

    /// <summary>Whether the last thing that is known is a failure.</summary>
    public bool IsFailing => FailedAt is { } failed && !(AnsweredAt >= failed);

    /// <summary>Sends until there is an answer or patience is at its end.</summary>
    /// <exception cref="HttpRequestException">There was no usable answer.</exception>
    public async ValueTask<HttpResponseMessage> SendAsync<TState>(Func<ResilienceContext, TState, ValueTask<HttpResponseMessage>> attempt, TState state, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var response = await Pipeline().ExecuteAsync(attempt, context, state);
            Volatile.Write(ref _answered, time.GetUtcNow().UtcTicks);
            return response;
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Volatile.Write(ref _failed, time.GetUtcNow().UtcTicks);
            throw exception as HttpRequestException ?? new NoAnswerException(exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Built anew when a reload changes its settings; the circuit is then closed.</summary>
    private ResiliencePipeline<HttpResponseMessage> Pipeline()
    {
        var (patience, current) = (_patience, config());
        if (patience is null || !patience.Config.Equals(current))
            _patience = patience = new Patience(current, TrackDomainPipeline.Build(name, current, metrics, time, logger));
        return patience.Pipeline;
    }

    private static DateTimeOffset? Read(ref long ticks) => Volatile.Read(ref ticks) is > 0 and var value ? new DateTimeOffset(value, TimeSpan.Zero) : null;

    private sealed record Patience(TrackDomainConfig Config, ResiliencePipeline<HttpResponseMessage> Pipeline);
}
