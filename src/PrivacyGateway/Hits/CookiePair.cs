namespace PrivacyGateway.Hits;

/// <summary>One cookie as sent: <c>name=value</c>, blanks around it removed.</summary>
internal readonly ref struct CookiePair(ReadOnlySpan<char> raw)
{
    public ReadOnlySpan<char> Raw { get; } = raw;

    /// <summary>Up to the first <c>=</c>; the whole pair where there is none.</summary>
    public ReadOnlySpan<char> Name
    {
        get
        {
            var equals = Raw.IndexOf('=');
            return (equals < 0 ? Raw : Raw[..equals]).TrimEnd(" \t");
        }
    }

    /// <summary>Behind the first <c>=</c>, blanks removed; empty where there is none.</summary>
    public ReadOnlySpan<char> Value
    {
        get
        {
            var equals = Raw.IndexOf('=');
            return equals < 0 ? [] : Raw[(equals + 1)..].TrimStart(" \t");
        }
    }
}
