using System.Net.Http;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Why something is no answer; never what it said.</summary>
internal static class AnswerError
{
    public static HttpRequestException Invalid(string reason) => new(HttpRequestError.InvalidResponse, reason);

    public static HttpRequestException Http2Only() => new(HttpRequestError.VersionNegotiationError, "The track domain speaks only HTTP/2.");

    public static HttpRequestException TooLong() => new(HttpRequestError.ConfigurationLimitExceeded, "The answer is longer than an answer to a hit may be.");

    public static HttpRequestException Ended(Exception? inner = null) => new(HttpRequestError.ResponseEnded, "The connection ended before the answer did.", inner);
}
