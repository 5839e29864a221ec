using System.Buffers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What is to be cut from a decoded text, in any order and overlapping; nothing is allocated or mapped while there is nothing to cut.</summary>
internal ref struct Cuts(DecodedText decoded) : IDisposable
{
    private readonly DecodedText _decoded = decoded;
    private List<(int From, int Until)>? _ranges;
    private int[]? _origins;

    /// <param name="from">Where it begins in the decoded text.</param>
    /// <param name="until">Behind its end.</param>
    public void Add(int from, int until) => (_ranges ??= []).Add((from, until));

    /// <summary>How many bytes a character of the text had as it was sent.</summary>
    public int RawLength(int index) => Origins[index + 1] - Origins[index];

    /// <summary>Copies the raw bytes of what is left.</summary>
    public void CopyRest(ByteBuffer output)
    {
        var raw = _decoded.Raw;
        if (_ranges is null)
        {
            output.Append(raw);
            return;
        }

        _ranges.Sort();
        var copied = 0;
        foreach (var (from, until) in _ranges)
        {
            if (from > copied)
                output.Append(raw[Origins[copied]..Origins[from]]);
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
                _decoded.MapTo(_origins = ArrayPool<int>.Shared.Rent(_decoded.Raw.Length + 1));
            return _origins;
        }
    }
}
