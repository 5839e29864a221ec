using System.Collections.Frozen;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>Maps server names to the certificates of one endpoint.</summary>
internal sealed class SniTable
{
    private const string AnyName = "*";

    /// <summary>RFC 1035, section 2.3.4.</summary>
    private const int LongestName = 255;

    private readonly FrozenDictionary<string, SniEntry> _byName;
    private readonly FrozenDictionary<string, SniEntry>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly SniEntry? _fallback;

    /// <param name="byName">Names, <c>*.name</c> and <c>*</c>, case-insensitive.</param>
    /// <param name="fallback">The endpoint's or the default certificate; null for none.</param>
    public SniTable(IEnumerable<KeyValuePair<string, SniEntry>> byName, SniEntry? fallback)
    {
        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _lookup = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        _fallback = _byName.GetValueOrDefault(AnyName) ?? fallback;
    }

    /// <summary>
    /// 1. the exact name; 2. the wildcard with the longest name; 3. <c>*</c>; 4. the endpoint's certificate; 5. the default one.
    /// </summary>
    /// <param name="serverName">Empty if the client sent none.</param>
    /// <returns>Null if no certificate matches.</returns>
    public SniEntry? Find(string serverName)
    {
        if (serverName.Length is 0 or > LongestName || _byName.Count == 0)
            return _fallback;
        if (_byName.TryGetValue(serverName, out var exact) && serverName != AnyName)
            return exact;

        Span<char> wildcard = stackalloc char[serverName.Length + 1];
        wildcard[0] = '*';
        for (var dot = serverName.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = serverName.IndexOf('.', dot + 1))
        {
            var suffix = serverName.AsSpan(dot);
            suffix.CopyTo(wildcard[1..]);
            if (_lookup.TryGetValue(wildcard[..(suffix.Length + 1)], out var entry))
                return entry;
        }

        return _fallback;
    }
}
