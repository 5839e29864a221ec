namespace PrivacyGateway.Caching;

/// <summary>The headers of a message, in order.</summary>
internal sealed class Fields(IReadOnlyList<KeyValuePair<string, string>> lines)
{
    public static Fields None { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, string>> Lines => lines;

    /// <summary>Returns the first header of that name, or null.</summary>
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

    /// <summary>Joins the headers of that name to one list (RFC 9110, section 5.3); empty without such a header.</summary>
    public string Join(string name) => string.Join(", ", lines.Where(line => Is(line, name)).Select(static line => line.Value));

    public Fields Remove(string name) => new([.. lines.Where(line => !Is(line, name))]);

    /// <summary>
    /// Updates the headers from a 304 response: its headers replace the stored
    /// ones, except those that describe the body. (RFC 9111, section 3.2.)
    /// </summary>
    public Fields Freshen(Fields newer)
    {
        var replacing = newer.Lines.Where(static line => !line.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)).ToList();
        return new([.. lines.Where(line => !replacing.Exists(newer => Is(newer, line.Key))), .. replacing]);
    }

    private static bool Is(KeyValuePair<string, string> line, string name) => line.Key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
