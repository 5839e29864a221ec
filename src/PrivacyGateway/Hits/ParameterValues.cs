namespace PrivacyGateway.Hits;

/// <summary>Walks the values of one parameter through the target and every line of the body.</summary>
internal ref struct ParameterValues(Hit hit, string name)
{
    /// <summary>In characters; a longer value is not read.</summary>
    public const int LongestValue = 4096;

    private readonly string _name = name;
    private ReadOnlySpan<byte> _rest = hit.Target.Query;
    private ReadOnlySpan<byte> _value;
    private BatchLines _lines = new(hit.BodyFormat == BodyFormat.Text ? hit.PlainBody.Span : []);
    private bool _isInTarget;
    private bool _isInBody;
    private bool _isHere;
    private int _lineCount;
    private int _linesWith;

    /// <summary>After the walk: whether the target has the parameter, or else every line of the body.</summary>
    public readonly bool AreEverywhere => _isInTarget || (_lineCount > 0 && _linesWith == _lineCount);

    public bool MoveNext()
    {
        while (true)
        {
            while (!_rest.IsEmpty)
            {
                var end = _rest.IndexOfAny((byte)'&', (byte)';');
                var pair = end < 0 ? _rest : _rest[..end];
                _rest = end < 0 ? [] : _rest[(end + 1)..];
                if (!ParameterSearch.IsNamed(pair, _name))
                    continue;
                _isInTarget |= !_isInBody;
                _linesWith += _isInBody && !_isHere ? 1 : 0;
                _isHere = true;
                _value = pair.IndexOf((byte)'=') is >= 0 and var equals ? pair[(equals + 1)..] : [];
                return true;
            }

            if (!_lines.MoveNext())
                return false;
            _rest = _lines.Query;
            _isInBody = true;
            _isHere = false;
            _lineCount += _rest.IsEmpty ? 0 : 1;
        }
    }

    /// <summary>The current value as it was sent.</summary>
    public readonly ReadOnlySpan<byte> Current => _value;

    /// <summary>The same, byte for character.</summary>
    public readonly bool TryCopyTo(Span<char> text, out int length)
    {
        length = _value.Length;
        return length <= text.Length && System.Text.Encoding.Latin1.TryGetChars(_value, text, out length);
    }
}
