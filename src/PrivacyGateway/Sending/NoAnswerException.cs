using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>The track domain gave no answer in time, or was not asked because its circuit is open. Says nothing of the request.</summary>
internal sealed class NoAnswerException(Exception reason) : HttpRequestException(reason.GetType().Name, reason);
