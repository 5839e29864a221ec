namespace PrivacyGateway.Sending;

/// <summary>The result of sending a request. Failures are values; an exception means a bug or that the caller cancelled.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Response">The response if the request was delivered, else null.</param>
internal readonly record struct SendResult(SendOutcome Outcome, UpstreamResponse? Response = null)
{
    /// <param name="response">The track domain's response.</param>
    /// <param name="isStreamed">Whether every status counts as delivered, as for a file or an opt-out call.</param>
    public static SendResult FromResponse(UpstreamResponse response, bool isStreamed) =>
        isStreamed || !IsServerError(response.Status) ? new(SendOutcome.Delivered, response) : new(SendOutcome.ServerError);

    /// <summary>5xx, and the statuses that invite a retry: 408, 421, 425 and 429. Any other refusal is final.</summary>
    private static bool IsServerError(int status) => status is >= 500 or 408 or 421 or 425 or 429;
}
