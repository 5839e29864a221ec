using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>The track domain answered a hit with a 5xx, or asked for another attempt: it did not take it.</summary>
internal sealed class ServerErrorException(int status) : HttpRequestException($"The track domain answered {status}.");
