using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>
/// An origin-form request target exactly as received: neither decoded nor normalized.
/// </summary>
internal sealed class HitTarget
{
    private readonly byte[] _raw;
    private readonly int _pathLength;

    private HitTarget(byte[] raw)
    {
        _raw = raw;
        var mark = raw.AsSpan().IndexOf((byte)'?');
        _pathLength = mark < 0 ? raw.Length : mark;
    }

    public ReadOnlySpan<byte> Path => _raw.AsSpan(0, _pathLength);

    /// <summary>Without the leading <c>?</c>; also empty if the target ends with <c>?</c>.</summary>
    public ReadOnlySpan<byte> Query => HasQuery ? _raw.AsSpan(_pathLength + 1) : [];

    public ReadOnlyMemory<byte> PathAndQuery => _raw;

    public bool HasQuery => _pathLength < _raw.Length;

    /// <param name="target">Latin-1: one character per byte.</param>
    public static HitTarget Parse(string target) => new(Encoding.Latin1.GetBytes(target));

    public override string ToString() => Encoding.Latin1.GetString(_raw);
}
