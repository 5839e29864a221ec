using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>The request to forward. It is built only from allowed parts and holds no reference to the browser's request.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Target">Path and query, origin-form, exactly as written to the wire.</param>
/// <param name="Headers">All headers except <c>Host</c> and <c>Content-Length</c>, which the connection writes.</param>
/// <param name="Body">The body, or null for a request without one.</param>
/// <param name="IsAnonymous">Whether the rules for anonymous hits were applied.</param>
internal sealed record RewrittenHit(
    string Method,
    ReadOnlyMemory<byte> Target,
    IReadOnlyList<HeaderLine> Headers,
    ReadOnlyMemory<byte>? Body,
    bool IsAnonymous)
{
    /// <summary>
    /// The identifier values of an anonymous hit's request. They are never written to disk: a hit from the spool has none.
    /// </summary>
    public StrippedValues Stripped { get; init; } = StrippedValues.None;

    /// <summary>
    /// Whether this is a batch with marked (anonymous) and unmarked (identified)
    /// lines. It is never spooled, because one response covers all lines.
    /// </summary>
    public bool IsMixed { get; init; }

    /// <summary>The target as Latin-1 text, one character per byte.</summary>
    public string TargetText => Encoding.Latin1.GetString(Target.Span);
}
