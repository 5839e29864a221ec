using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Sending;

/// <summary>One destination of a cluster.</summary>
/// <param name="name">Its name in the configuration.</param>
/// <param name="address">Its URL.</param>
/// <param name="host">The <c>Host</c> that it is asked for; null for the URL's own.</param>
/// <param name="health">How it has been answering.</param>
internal sealed class Destination(string name, string address, string? host, DestinationHealth health)
{
    public string Name => name;

    public string Address => address;

    public string? Host => host;

    public DestinationHealth Health => health;

    public WireAddress Wire { get; } = new(address, host);

    /// <summary>Whether it is the same place; then it keeps its health over a reload.</summary>
    public bool IsAt(string otherAddress, string? otherHost) => address == otherAddress && host == otherHost;
}
