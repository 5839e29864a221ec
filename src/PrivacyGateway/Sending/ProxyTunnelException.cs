namespace PrivacyGateway.Sending;

/// <summary>The proxy opened no tunnel, so nothing was sent to the track domain.</summary>
internal sealed class ProxyTunnelException(string message, Exception? inner = null) : Exception(message, inner);
