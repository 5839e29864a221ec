using System.Buffers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Collects ranges of a decoded text to cut or replace, in any order and possibly overlapping, and applies them to the raw bytes. Allocates
/// only if there is something to cut. The caller must dispose of it.
/// </summary>
internal ref struct Cuts(DecodedText decoded) : IDisposable
{
    private readonly DecodedText _decoded = decoded;
    private List<(int From, int Until, bool IsReplaced)>? _ranges;
    private int[]? _origins;

    /// <summary>Marks a range of the decoded text for removal.</summary>
    /// <param name="from">The start of the range.</param>
    /// <param name="until">The end of the range, exclusive.</param>
    public void Add(int from, int until) => (_ranges ??= []).Add((from, until, IsReplaced: false));

    /// <summary>Marks a range for replacement by <see cref="Dialect.Redacted"/>.</summary>
    public void Redact(int from, int until) => (_ranges ??= []).Add((from, until, IsReplaced: true));

    /// <summary>Whether a position of the text is already marked.</summary>
    public readonly bool Covers(int index)
    {
        foreach (var (from, until, _) in _ranges ?? [])
        {
            if (from <= index && index < until)
                return true;
        }

        return false;
    }

    /// <summary>The number of raw bytes that encode one byte of the text.</summary>
    public int RawLength(int index) => Origins[index + 1] - Origins[index];

    /// <summary>Writes the raw bytes outside the marked ranges.</summary>
    public void WriteRemaining(ByteBuffer output)
    {
        var raw = _decoded.Raw;
        if (_ranges is null)
        {
            output.Append(raw);
            return;
        }

        _ranges.Sort();
        var copied = 0;
        foreach (var (from, until, isReplaced) in _ranges)
        {
            if (from > copied)
                output.Append(raw[Origins[copied]..Origins[from]]);
            if (isReplaced && from >= copied)
                output.Append(Dialect.Redacted);
            copied = Math.Max(copied, until);
        }

        output.Append(raw[Origins[copied]..]);
    }

    public readonly void Dispose()
    {
        if (_origins is not null)
            ArrayPool<int>.Shared.Return(_origins);
    }

    private int[] Origins
    {
        get
        {
            if (_origins is null)
                _decoded.WriteOrigins(_origins = ArrayPool<int>.Shared.Rent(_decoded.Raw.Length + 1));
            return _origins;
        }
    }
}
