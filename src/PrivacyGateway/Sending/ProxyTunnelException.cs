namespace PrivacyGateway.Sending;

/// <summary>Thrown if the proxy opened no tunnel. Nothing was sent to the track domain.</summary>
internal sealed class ProxyTunnelException(string message, Exception? inner = null) : Exception(message, inner);
