using System.Net;
using System.Net.Http;
using Polly.Timeout;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// The client of one cluster, and the only code that writes to a track domain. <see cref="HitClient"/> sends hits;
/// <see cref="SocketsHttpHandler"/> sends files, opt-out calls and hits of a
/// cluster that requires HTTP/2. As YARP's invoker it sends only exempt requests.
/// </summary>
internal sealed class ClusterClient(SocketsHttpHandler platform, HitClient hits, TimeProvider time)
    : HttpMessageInvoker(new ExemptHandler(platform))
{
    private readonly HttpMessageInvoker _platform = new(platform, disposeHandler: false);

    /// <summary>One attempt at one destination.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="request">The request.</param>
    /// <param name="version">The cluster's HTTP version.</param>
    /// <param name="timeout">For the complete response to a hit; for the headers of a streamed one.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="HttpRequestException">There is no complete response.</exception>
    /// <exception cref="TimeoutRejectedException">The timeout expired.</exception>
    public ValueTask<UpstreamResponse> AttemptAsync(
        Destination destination, OutgoingRequest request, UpstreamVersion version, TimeSpan timeout, CancellationToken cancellationToken) =>
        !request.IsStreamed && version.AllowsHttp1
            ? hits.SendAsync(request.Hit, destination.Endpoint, timeout, cancellationToken)
            : AttemptByPlatformAsync(destination, request, version, timeout, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hits.Dispose();
            _platform.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<UpstreamResponse> AttemptByPlatformAsync(
        Destination destination, OutgoingRequest request, UpstreamVersion version, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var message = WireMessage.Create(destination, request, version);
            var response = await _platform.SendAsync(message, either.Token);
            try
            {
                if (response.StatusCode == HttpStatusCode.SwitchingProtocols || HasTwoLengths(response))
                    throw new HttpRequestException("The response switches protocols or has two Content-Length headers.");

                // Read the complete response first: a truncated one may mean a truncated hit, and the browser must not get 200 for that.
                return request.IsStreamed ? UpstreamResponse.FromStream(response) : await UpstreamResponse.ReadAsync(
                    response, ResponseReader.MaxBody, either.Token);
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException cancelled) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutRejectedException("No response in time.", timeout, cancelled);
        }
    }

    private static bool HasTwoLengths(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths) && lengths.Count > 1;
}
