using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>
/// Enumerates every position in a decoded text where a lenient reader might see a name: the start, and after each
/// <c>? &amp; ; # =</c>. Nested URLs at any depth are flat text after decoding, so one pass covers
/// queries, forms, batch lines, and URLs inside URLs.
/// </summary>
internal ref struct PairWalker(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create("=&;#?"u8);
    private static readonly SearchValues<byte> ValueEnds = SearchValues.Create("&;#"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;

    /// <summary>The start of the current name.</summary>
    public int Start { get; private set; }

    /// <summary>The end of the current name.</summary>
    public int NameEnd { get; private set; }

    public readonly ReadOnlySpan<byte> Name => _text[Start..NameEnd];

    /// <summary>Whether a value follows. A bare word inside a value is not a name.</summary>
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

    /// <summary>Skips the current value and returns its end: the next <c>&amp;</c>, <c>;</c>, <c>#</c>, or the end of the text.</summary>
    public int SkipValue()
    {
        var length = _text[NameEnd..].IndexOfAny(ValueEnds);
        var end = length < 0 ? _text.Length : NameEnd + length;
        _next = end + 1;
        return end;
    }
}
