using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>Something identifying was about to leave with an anonymous hit; it did not.</summary>
internal sealed class GuardViolationException(string name) : HttpRequestException($"The last look found {name} in an anonymous hit.");
