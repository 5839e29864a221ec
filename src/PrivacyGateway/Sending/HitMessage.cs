using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>
/// A hit on its way through the cluster's client to the handler that writes it. It counts as delivered only with a complete answer that is no server
/// error. Of a request's own properties only the version is used.
/// </summary>
internal sealed class HitMessage(OutgoingHit outgoing) : HttpRequestMessage
{
    public OutgoingHit Outgoing => outgoing;
}
