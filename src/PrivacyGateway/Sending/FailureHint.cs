using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>What the operator can do about a failure whose cause is in the configuration; empty for any other.</summary>
internal static class FailureHint
{
    public static string For(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError } =>
            " It speaks only HTTP/2: set HttpRequest.Version to \"2\" and HttpRequest.VersionPolicy to \"RequestVersionExact\" in its cluster.",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, InnerException: ProxyTunnelException refused } =>
            $" {refused.Message} Check HttpClient.WebProxy of its cluster.",
        _ => "",
    };
}
