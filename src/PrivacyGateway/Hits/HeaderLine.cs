namespace PrivacyGateway.Hits;

/// <summary>One header, name and value as sent (values in Latin-1: one character per byte).</summary>
internal readonly record struct HeaderLine(string Name, string Value)
{
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
