namespace PrivacyGateway.Hits;

/// <summary>One header line, name and value as sent (values in Latin-1: one character a byte).</summary>
internal readonly record struct HeaderLine(string Name, string Value)
{
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
