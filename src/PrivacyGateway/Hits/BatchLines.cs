namespace PrivacyGateway.Hits;

/// <summary>
/// Splits a batch into lines, and each line into prefix, query and line end. No byte is changed or lost. (Protocol §1.7.)
/// </summary>
internal ref struct BatchLines(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    /// <summary><c>wt?</c> (SDKs), <c>?</c> (beacon), or empty.</summary>
    public ReadOnlySpan<byte> Prefix { get; private set; }

    public ReadOnlySpan<byte> Query { get; private set; }

    /// <summary><c>\n</c>, <c>\r\n</c>, or empty after the last line.</summary>
    public ReadOnlySpan<byte> LineEnd { get; private set; }

    public readonly bool IsEmpty => Prefix.IsEmpty && Query.IsEmpty;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;

        var feed = _rest.IndexOf((byte)'\n');
        var line = feed < 0 ? _rest : _rest[..feed];
        var content = line.EndsWith("\r"u8) ? line[..^1] : line;
        LineEnd = _rest[content.Length..(feed < 0 ? _rest.Length : feed + 1)];
        _rest = feed < 0 ? [] : _rest[(feed + 1)..];

        // Any other text before a question mark could hide a parameter, so it is read as one.
        var prefix = content.StartsWith("wt?"u8) ? 3 : content.StartsWith("?"u8) ? 1 : 0;
        Prefix = content[..prefix];
        Query = content[prefix..];
        return true;
    }
}
