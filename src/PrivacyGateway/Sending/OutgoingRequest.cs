using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>A rewritten hit, file request or opt-out call to be sent.</summary>
/// <param name="Hit">The forwarded part of the visitor's request. The guard checks it.</param>
internal readonly record struct OutgoingRequest(RewrittenHit Hit)
{
    /// <summary>For a file or an opt-out call: the response may have any status, and its body is streamed. False for a hit.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>
    /// Validators of a cached file (<c>If-None-Match</c> and the like). They are the track domain's own values and the same for every
    /// visitor, so the guard does not check them. Null for none.
    /// </summary>
    public IReadOnlyList<HeaderLine>? Validators { get; init; }
}
