using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>Suggests a remedy for failures that are caused by the configuration; empty for any other failure.</summary>
internal static class FailureHint
{
    public static string Find(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError } =>
            " It supports only HTTP/2: set HttpRequest.Version to \"2\" and HttpRequest.VersionPolicy to \"RequestVersionExact\" in its "
                + "cluster.",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, InnerException: ProxyTunnelException refused } =>
            $" {refused.Message} Check HttpClient.WebProxy of its cluster.",
        _ => "",
    };
}
