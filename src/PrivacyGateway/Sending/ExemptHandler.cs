using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>Lets YARP send requests of routes without a policy, and health probes. Throws for any other request.</summary>
internal sealed class ExemptHandler(SocketsHttpHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<bool> Exempt = new("PrivacyGateway.Exempt");

    /// <summary>
    /// Exempts a request. The caller must ensure that its route has <c>"PrivacyPolicy": "none"</c>, or that it contains no visitor data.
    /// </summary>
    public static void Allow(HttpRequestMessage request) => request.Options.Set(Exempt, true);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(Exempt, out var isExempt) && isExempt
            ? base.SendAsync(request, cancellationToken)
            : throw new HttpRequestException("YARP's forwarder must not send a request of a route with a policy.");
}
