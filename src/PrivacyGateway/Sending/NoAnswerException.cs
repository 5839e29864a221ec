using System.Net.Http;
using Polly.CircuitBreaker;

namespace PrivacyGateway.Sending;

/// <summary>The track domain gave no answer in time, or was not asked because its circuit is open. Says nothing of the request.</summary>
internal sealed class NoAnswerException(Exception reason) : HttpRequestException(reason.GetType().Name, reason)
{
    /// <summary>False if its circuit was open, so that nothing was sent.</summary>
    public bool WasAsked => InnerException is not BrokenCircuitException;
}
