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

        // Anything else in front of a question mark could be a parameter in disguise and is read as one.
        var lead = content.StartsWith("wt?"u8) ? 3 : content.StartsWith("?"u8) ? 1 : 0;
        Lead = content[..lead];
        Query = content[lead..];
        return true;
    }
}
