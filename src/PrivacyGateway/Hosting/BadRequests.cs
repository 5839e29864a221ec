using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Counts what the server refuses before there is a request for the pipeline: a head that it cannot read (400), that is too large (414, 431) or too slow (408).
/// Over HTTP/2 it resets the stream for most of them; that is no response, and is not counted.
/// </summary>
/// <param name="listener">The platform's, by which the server tells.</param>
/// <param name="metrics">Where it counts.</param>
internal sealed class BadRequests(DiagnosticListener listener, GatewayMetrics metrics) : IHostedService, IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Asked for each kind of event of each request: one kind is wanted, all others stay as cheap as without a subscriber.
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
        // A request whose body turns out to be broken after its response is counted already.
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
