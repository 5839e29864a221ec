using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>What leaves for the track domain: built from what may leave, with nothing of the browser's request behind it.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Target">Path and query, origin-form; goes on the wire exactly so.</param>
/// <param name="Headers">All header lines but <c>Host</c> and <c>Content-Length</c>, which belong to the connection.</param>
/// <param name="Body">The body, or null for a request that has none.</param>
/// <param name="IsAnonymous">Whether it went through the rules for anonymous hits.</param>
internal sealed record RewrittenHit(
    string Method,
    ReadOnlyMemory<byte> Target,
    IReadOnlyList<HeaderLine> Headers,
    ReadOnlyMemory<byte>? Body,
    bool IsAnonymous)
{
    /// <summary>For a reader, and for whoever takes no bytes: Latin-1, one character a byte.</summary>
    public string TargetText => Encoding.Latin1.GetString(Target.Span);
}
