using System.Net.Http;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Creates the exceptions for invalid responses. Their messages never contain response data.</summary>
internal static class ResponseError
{
    public static HttpRequestException Invalid(string reason) => new(HttpRequestError.InvalidResponse, reason);

    public static HttpRequestException Http2Only() =>
        new(HttpRequestError.VersionNegotiationError, "The track domain supports only HTTP/2.");

    public static HttpRequestException TooLong() =>
        new(HttpRequestError.ConfigurationLimitExceeded, "The response is longer than a response to a hit may be.");

    public static HttpRequestException Ended(Exception? inner = null) =>
        new(HttpRequestError.ResponseEnded, "The connection ended before the response was complete.", inner);
}
