namespace PrivacyGateway.Hits;

/// <summary>
/// The lines of a batch, each taken apart into what leads to its query, the query, and the line end, byte for byte. (Protocol §1.7.)
/// </summary>
internal ref struct BatchLines(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    /// <summary><c>wt?</c> from the SDKs, <c>?</c> from the beacon, or nothing.</summary>
    public ReadOnlySpan<byte> Lead { get; private set; }

    public ReadOnlySpan<byte> Query { get; private set; }

    /// <summary><c>\n</c>, <c>\r\n</c>, or nothing behind the last line.</summary>
    public ReadOnlySpan<byte> End { get; private set; }

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;

        var feed = _rest.IndexOf((byte)'\n');
        var line = feed < 0 ? _rest : _rest[..feed];
        var content = line.EndsWith("\r"u8) ? line[..^1] : line;
        End = _rest[content.Length..(feed < 0 ? _rest.Length : feed + 1)];
        _rest = feed < 0 ? [] : _rest[(feed + 1)..];

        // A question mark behind the first value is part of that value, not the end of a lead.
        var mark = content.IndexOfAny("?=&"u8);
        var lead = mark >= 0 && content[mark] == '?' ? mark + 1 : 0;
        Lead = content[..lead];
        Query = content[lead..];
        return true;
    }
}
