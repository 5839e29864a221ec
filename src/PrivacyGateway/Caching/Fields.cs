namespace PrivacyGateway.Caching;

/// <summary>The header lines of a message, in their order.</summary>
internal sealed class Fields(IReadOnlyList<KeyValuePair<string, string>> lines)
{
    public static Fields None { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, string>> Lines => lines;

    /// <summary>The first line of that name, or null.</summary>
    public string? First(string name)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (Is(lines[i], name))
                return lines[i].Value;
        }

        return null;
    }

    public bool Has(string name) => First(name) is not null;

    /// <summary>The lines of that name as one list (RFC 9110, section 5.3); empty if there is none.</summary>
    public string Joined(string name) => string.Join(", ", lines.Where(line => Is(line, name)).Select(static line => line.Value));

    public Fields Without(string name) => new([.. lines.Where(line => !Is(line, name))]);

    /// <summary>As a 304 renews them: what it says replaces what was said, save about the body, which it does not bring. (RFC 9111, section 3.2.)</summary>
    public Fields RenewedBy(Fields newer)
    {
        var replacing = newer.Lines.Where(static line => !line.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)).ToList();
        return new([.. lines.Where(line => !replacing.Exists(newer => Is(newer, line.Key))), .. replacing]);
    }

    private static bool Is(KeyValuePair<string, string> line, string name) => line.Key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
