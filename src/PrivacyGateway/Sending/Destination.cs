namespace PrivacyGateway.Sending;

/// <summary>One destination of a cluster.</summary>
/// <param name="name">Its name in the configuration.</param>
/// <param name="address">Its URL.</param>
/// <param name="host">The <c>Host</c> to send; null for the URL's host.</param>
/// <param name="health">Its circuit.</param>
internal sealed class Destination(string name, string address, string? host, DestinationHealth health)
{
    public string Name => name;

    public string Address => address;

    public string? Host => host;

    public DestinationHealth Health => health;

    public UpstreamEndpoint Endpoint { get; } = new(address, host);

    /// <summary>Whether URL and host are unchanged. If so, the destination keeps its health across a reload.</summary>
    public bool HasSameEndpoint(string otherAddress, string? otherHost) => address == otherAddress && host == otherHost;
}
