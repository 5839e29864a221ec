using System.Net.Http;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>A rewritten hit and where it goes.</summary>
/// <param name="Destination">Where its first attempt goes.</param>
/// <param name="Hit">What is forwarded.</param>
internal sealed record OutgoingHit(Destination Destination, RewrittenHit Hit)
{
    /// <summary>How a file or an opt-out travels through YARP's forwarder to the handler that writes it; hits have a <see cref="HitMessage"/>.</summary>
    public static HttpRequestOptionsKey<OutgoingHit> Key { get; } = new("PrivacyGateway.OutgoingHit");

    /// <summary>Set on a request of a route that the operator exempted from every policy in so many words.</summary>
    public static HttpRequestOptionsKey<bool> Exempt { get; } = new("PrivacyGateway.Exempt");

    /// <summary>
    /// Headers of the gateway's own, <c>If-None-Match</c> and the like for a file that it has in memory: the track domain's words, the same for every
    /// visitor. They stand beside the hit, so that the last look still sees all of the hit.
    /// </summary>
    public IReadOnlyList<HeaderLine> Conditions { get; init; } = [];

    /// <summary>The same to another destination.</summary>
    public OutgoingHit To(Destination destination) => destination == Destination ? this : this with { Destination = destination };

    /// <summary>The complete address, the target's bytes untouched: the platform would decode <c>%65id</c> back into <c>eid</c>. Made anew each time.</summary>
    public Uri Address => new(
        string.Concat(Destination.Address.AsSpan().TrimEnd('/'), Hit.TargetText),
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
