using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What is to be cut from a decoded text, in any order and overlapping; nothing is allocated while there is nothing to cut.</summary>
internal ref struct Cuts
{
    private List<(int From, int Until)>? _ranges;

    /// <param name="from">Where it begins in the decoded text.</param>
    /// <param name="until">Behind its end.</param>
    public void Add(int from, int until) => (_ranges ??= []).Add((from, until));

    /// <summary>Copies the raw bytes of what is left.</summary>
    public readonly void CopyRest(ReadOnlySpan<byte> raw, in DecodedText decoded, ByteBuffer output)
    {
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
                output.Append(raw[decoded.Origin(copied)..decoded.Origin(from)]);
            copied = Math.Max(copied, until);
        }

        output.Append(raw[decoded.Origin(copied)..]);
    }
}
