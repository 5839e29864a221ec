using System.Globalization;

namespace PrivacyGateway.Rewriting;

/// <summary>A <c>Set-Cookie</c> value, parsed as browsers do (RFC 6265, section 5.2).</summary>
internal readonly ref struct SetCookie(ReadOnlySpan<char> line)
{
    /// <summary>The whitespace that browsers trim. <see cref="char.IsWhiteSpace(char)"/> would accept more.</summary>
    private const string Whitespace = " \t";

    private readonly ReadOnlySpan<char> _attributes = line.IndexOf(';') is >= 0 and var end ? line[(end + 1)..] : [];

    public ReadOnlySpan<char> Name { get; } = SplitPair(GetPair(line), out _);

    public ReadOnlySpan<char> Value
    {
        get
        {
            SplitPair(GetPair(Line), out var value);
            return value;
        }
    }

    public ReadOnlySpan<char> Line { get; } = line;

    /// <summary>The last <c>Domain</c> attribute, which is the effective one, without a leading dot; empty without one.</summary>
    public ReadOnlySpan<char> Domain
    {
        get
        {
            ReadOnlySpan<char> domain = [];
            foreach (var range in _attributes.Split(';'))
            {
                if (SplitPair(_attributes[range].Trim(Whitespace), out var value).Equals("domain", StringComparison.OrdinalIgnoreCase))
                    domain = value.TrimStart('.');
            }

            return domain;
        }
    }

    /// <summary>Whether the header deletes the cookie.</summary>
    public bool Expires(DateTimeOffset now)
    {
        bool? byAge = null;
        var byDate = false;
        foreach (var range in _attributes.Split(';'))
        {
            var name = SplitPair(_attributes[range].Trim(Whitespace), out var value);
            if (name.Equals("max-age", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var age))
                byAge = age <= 0;
            else if (name.Equals("expires", StringComparison.OrdinalIgnoreCase)
                && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                byDate = date < now;
        }

        return byAge ?? byDate;
    }

    /// <summary>Returns the value without <c>Domain</c> attributes; all other bytes are preserved.</summary>
    public string RemoveDomain()
    {
        var kept = new System.Text.StringBuilder(Line.Length);
        kept.Append(GetPair(Line));
        foreach (var range in _attributes.Split(';'))
        {
            var attribute = _attributes[range];
            if (!attribute.IsEmpty && !SplitPair(attribute.Trim(Whitespace), out _).Equals("domain", StringComparison.OrdinalIgnoreCase))
                kept.Append(';').Append(attribute);
        }

        return kept.ToString();
    }

    private static ReadOnlySpan<char> GetPair(ReadOnlySpan<char> line) => line.IndexOf(';') is >= 0 and var end ? line[..end] : line;

    private static ReadOnlySpan<char> SplitPair(ReadOnlySpan<char> pair, out ReadOnlySpan<char> value)
    {
        var equals = pair.IndexOf('=');
        value = equals < 0 ? [] : pair[(equals + 1)..].Trim(Whitespace);
        return (equals < 0 ? pair : pair[..equals]).Trim(Whitespace);
    }
}
