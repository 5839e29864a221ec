namespace PrivacyGateway.Hits;

/// <summary>One cookie as sent: <c>name=value</c>, surrounding whitespace trimmed.</summary>
internal readonly ref struct CookiePair(ReadOnlySpan<char> raw, bool isFolded = false)
{
    public ReadOnlySpan<char> Raw { get; } = raw;

    /// <summary>A comma separates the pair from the next or previous one. Browsers never send that, so it proves no consent.</summary>
    public bool IsFolded { get; } = isFolded;

    /// <summary>The part before the first <c>=</c>, or the whole pair without one.</summary>
    public ReadOnlySpan<char> Name
    {
        get
        {
            var equals = Raw.IndexOf('=');
            return (equals < 0 ? Raw : Raw[..equals]).TrimEnd(" \t");
        }
    }

    /// <summary>The part after the first <c>=</c>, leading whitespace trimmed; empty without one.</summary>
    public ReadOnlySpan<char> Value
    {
        get
        {
            var equals = Raw.IndexOf('=');
            return equals < 0 ? [] : Raw[(equals + 1)..].TrimStart(" \t");
        }
    }
}
