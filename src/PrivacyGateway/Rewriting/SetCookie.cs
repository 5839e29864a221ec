using System.Globalization;

namespace PrivacyGateway.Rewriting;

/// <summary>A <c>Set-Cookie</c> line taken apart as a browser does (RFC 6265, section 5.2).</summary>
internal readonly ref struct SetCookie(ReadOnlySpan<char> line)
{
    /// <summary>What a browser takes off; the platform's own idea of a blank is wider.</summary>
    private const string Blanks = " \t";

    private readonly ReadOnlySpan<char> _attributes = line.IndexOf(';') is >= 0 and var end ? line[(end + 1)..] : [];

    public ReadOnlySpan<char> Name { get; } = Split(Head(line), out _);

    public ReadOnlySpan<char> Value
    {
        get
        {
            Split(Head(Line), out var value);
            return value;
        }
    }

    public ReadOnlySpan<char> Line { get; } = line;

    /// <summary>The <c>Domain</c> attribute that counts (the last), without a leading dot; empty if there is none.</summary>
    public ReadOnlySpan<char> Domain
    {
        get
        {
            ReadOnlySpan<char> domain = [];
            foreach (var range in _attributes.Split(';'))
            {
                if (Split(_attributes[range].Trim(Blanks), out var value).Equals("domain", StringComparison.OrdinalIgnoreCase))
                    domain = value.TrimStart('.');
            }

            return domain;
        }
    }

    /// <summary>Whether a browser that gets this line forgets the cookie.</summary>
    public bool Expires(DateTimeOffset now)
    {
        bool? byAge = null;
        var byDate = false;
        foreach (var range in _attributes.Split(';'))
        {
            var name = Split(_attributes[range].Trim(Blanks), out var value);
            if (name.Equals("max-age", StringComparison.OrdinalIgnoreCase) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var age))
                byAge = age <= 0;
            else if (name.Equals("expires", StringComparison.OrdinalIgnoreCase) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                byDate = date < now;
        }

        return byAge ?? byDate;
    }

    /// <summary>The line without its <c>Domain</c> attributes; all other bytes stay.</summary>
    public string WithoutDomain()
    {
        var kept = new System.Text.StringBuilder(Line.Length);
        kept.Append(Head(Line));
        foreach (var range in _attributes.Split(';'))
        {
            var attribute = _attributes[range];
            if (!attribute.IsEmpty && !Split(attribute.Trim(Blanks), out _).Equals("domain", StringComparison.OrdinalIgnoreCase))
                kept.Append(';').Append(attribute);
        }

        return kept.ToString();
    }

    private static ReadOnlySpan<char> Head(ReadOnlySpan<char> line) => line.IndexOf(';') is >= 0 and var end ? line[..end] : line;

    private static ReadOnlySpan<char> Split(ReadOnlySpan<char> pair, out ReadOnlySpan<char> value)
    {
        var equals = pair.IndexOf('=');
        value = equals < 0 ? [] : pair[(equals + 1)..].Trim(Blanks);
        return (equals < 0 ? pair : pair[..equals]).Trim(Blanks);
    }
}
