using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>Thrown if a rewritten hit is not a valid HTTP request. Nothing was sent, so the circuit must not count it.</summary>
internal sealed class UnwritableRequestException() : HttpRequestException("The rewritten hit is not a valid HTTP request.");
