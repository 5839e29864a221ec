using System.Buffers;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// An IAB GPP string, version 1: a header that lists section ids, and the sections, joined with <c>~</c>.
/// (IAB Tech Lab, "Global Privacy Platform String".)
/// </summary>
internal readonly ref struct GppString
{
    /// <summary>More than the standard defines.</summary>
    public const int MaxSections = 64;

    private const int HeaderType = 3;
    private const int KnownVersion = 1;

    private static readonly SearchValues<char> Base64Url = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly ReadOnlySpan<char> _sections;
    private readonly ReadOnlySpan<int> _ids;

    private GppString(ReadOnlySpan<char> sections, ReadOnlySpan<int> ids)
    {
        _sections = sections;
        _ids = ids;
    }

    /// <param name="text">The string.</param>
    /// <param name="room">Holds the ids; <see cref="MaxSections"/> long.</param>
    /// <param name="read">The parsed string.</param>
    /// <returns>False if the header is invalid or lists a different number of sections.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, Span<int> room, out GppString read)
    {
        read = default;
        var end = text.IndexOf('~');
        if (end < 0 || text[..end].ContainsAnyExcept(Base64Url))
            return false;

        var bits = new BitReader(text[..end]);
        if (bits.Read(6) != HeaderType || bits.Read(6) != KnownVersion || !TryReadIds(ref bits, room, out var count))
            return false;
        var sections = text[(end + 1)..];
        if (sections.Count('~') + 1 != count)
            return false;
        read = new GppString(sections, room[..count]);
        return true;
    }

    /// <returns>Whether the header lists the section.</returns>
    public bool TryFind(int id, out ReadOnlySpan<char> section)
    {
        section = _sections;
        for (var i = 0; i < _ids.Length; i++)
        {
            var end = section.IndexOf('~');
            if (_ids[i] == id)
            {
                section = end < 0 ? section : section[..end];
                return true;
            }

            section = end < 0 ? [] : section[(end + 1)..];
        }

        return false;
    }

    /// <summary>Ids and ranges of ids, each as the distance from the previous id, in Fibonacci coding.</summary>
    private static bool TryReadIds(ref BitReader bits, Span<int> room, out int count)
    {
        count = 0;
        var (last, entries) = (0, bits.Read(12));
        for (var i = 0; i < entries && !bits.HasFailed; i++)
        {
            var isGroup = bits.ReadFlag();
            var first = last + bits.ReadFibonacci();
            last = isGroup ? first + bits.ReadFibonacci() : first;
            if (bits.HasFailed || last - first >= room.Length - count)
                return false;
            for (var id = first; id <= last; id++)
                room[count++] = id;
        }

        return count > 0 && !bits.HasFailed;
    }
}
