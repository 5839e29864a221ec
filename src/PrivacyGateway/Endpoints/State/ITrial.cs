using PrivacyGateway.Inspection;

namespace PrivacyGateway.Endpoints.State;

/// <summary>Explains requests under the current configuration, without sending any.</summary>
internal interface ITrial
{
    /// <param name="text">A URL, a curl command, an HTTP request, or a HAR.</param>
    /// <param name="host">The public host to judge by; null for each request's own.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FormatException">The text cannot be read, or no route serves its host; the message says what to do.</exception>
    Task<IReadOnlyList<HitView>> ExplainAsync(string text, string? host, CancellationToken cancellationToken);
}
