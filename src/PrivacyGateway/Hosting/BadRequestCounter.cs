using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Counts requests that Kestrel rejects before the pipeline: an invalid head (400), one that is too large (414, 431) or too slow (408).
/// On HTTP/2 Kestrel resets the stream for most of them; a reset is not a response, so it is not counted.
/// </summary>
/// <param name="listener">ASP.NET Core's listener, on which Kestrel publishes the event.</param>
/// <param name="metrics">Takes the counts.</param>
internal sealed class BadRequestCounter(DiagnosticListener listener, GatewayMetrics metrics)
    : IHostedService, IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The filter keeps all other events as cheap as without a subscriber.
        _subscription = listener.Subscribe(this, static name => name == BadRequest);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        // A body that turns out invalid after the response has started is counted already.
        if (value.Value is IFeatureCollection features
            && features.Get<IHttpResponseFeature>() is not { HasStarted: true }
            && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException exception)
        {
            metrics.BadRequest(exception.StatusCode);
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}
