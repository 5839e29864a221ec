using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>
/// Walks every place in a decoded text where a lenient reader might see a name: at the beginning and behind each
/// <c>? &amp; ; # =</c>. Nested addresses at any depth are one text after decoding, so this one walk covers
/// queries, forms, batch lines, and addresses inside addresses.
/// </summary>
internal ref struct PairWalker(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create("=&;#?"u8);
    private static readonly SearchValues<byte> ValueEnds = SearchValues.Create("&;#"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;

    /// <summary>Where the current name begins.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the current name.</summary>
    public int NameEnd { get; private set; }

    public readonly ReadOnlySpan<byte> Name => _text[Start..NameEnd];

    /// <summary>Whether a value follows; a bare word inside a value is no name.</summary>
    public readonly bool HasValue => NameEnd < _text.Length && _text[NameEnd] == '=';

    public bool MoveNext()
    {
        if (_next > _text.Length)
            return false;

        Start = _next;
        var length = _text[Start..].IndexOfAny(NameEnds);
        NameEnd = length < 0 ? _text.Length : Start + length;
        _next = NameEnd + 1;
        return true;
    }

    /// <summary>Steps over the current value and returns its end: the next <c>&amp;</c>, <c>;</c>, <c>#</c>, or the end of the text.</summary>
    public int SkipValue()
    {
        var length = _text[NameEnd..].IndexOfAny(ValueEnds);
        var end = length < 0 ? _text.Length : NameEnd + length;
        _next = end + 1;
        return end;
    }
}
