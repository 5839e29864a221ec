namespace PrivacyGateway.Hits;

/// <summary>Enumerates the values of one parameter in the request target and in every line of the body.</summary>
internal ref struct ParameterValues(Hit hit, string name)
{
    /// <summary>In characters. Longer values are not read.</summary>
    public const int MaxValueLength = 4096;

    private readonly string _name = name;
    private ReadOnlySpan<byte> _rest = hit.Target.Query;
    private ReadOnlySpan<byte> _value;
    private BatchLines _lines = new(hit.BodyFormat == BodyFormat.Text ? hit.PlainBody.Span : []);
    private bool _isInTarget;
    private bool _isInBody;
    private bool _isInLine;
    private int _lineCount;
    private int _linesWithParameter;

    /// <summary>After the last <see cref="MoveNext"/>: whether the target, or else every line of the body, has the parameter.</summary>
    public readonly bool CoverEveryLine => _isInTarget || (_lineCount > 0 && _linesWithParameter == _lineCount);

    public bool MoveNext()
    {
        while (true)
        {
            while (!_rest.IsEmpty)
            {
                var end = _rest.IndexOfAny((byte)'&', (byte)';');
                var pair = end < 0 ? _rest : _rest[..end];
                _rest = end < 0 ? [] : _rest[(end + 1)..];
                if (!ParameterSearch.HasName(pair, _name))
                    continue;
                _isInTarget |= !_isInBody;
                _linesWithParameter += _isInBody && !_isInLine ? 1 : 0;
                _isInLine = true;
                _value = pair.IndexOf((byte)'=') is >= 0 and var equals ? pair[(equals + 1)..] : [];
                return true;
            }

            if (!_lines.MoveNext())
                return false;
            _rest = _lines.Query;
            _isInBody = true;
            _isInLine = false;
            _lineCount += _rest.IsEmpty ? 0 : 1;
        }
    }

    /// <summary>The current value as sent.</summary>
    public readonly ReadOnlySpan<byte> Current => _value;

    /// <summary>Copies the current value, one character per byte. False if it does not fit.</summary>
    public readonly bool TryCopyTo(Span<char> text, out int length)
    {
        length = _value.Length;
        return length <= text.Length && System.Text.Encoding.Latin1.TryGetChars(_value, text, out length);
    }
}
