using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>Searches one part of an outgoing request in every form a reader may see: decoded, and folded if it is not ASCII.</summary>
internal static class GuardedText
{
    public const string Undecodable = "(undecodable)";
    public const string StrippedValue = "(stripped identifier)";

    private const int MaxStackBytes = 1024;

    private static readonly SearchValues<byte> OverlongLeads = SearchValues.Create([0xC0, 0xC1, 0xE0, 0xF0]);

    /// <param name="raw">A request target, a line of a body, or header values.</param>
    /// <param name="stripped">Values that must not occur in it.</param>
    /// <param name="isQuery">Whether the first word can be a name without a value.</param>
    /// <returns>The Vocabulary row's name, or a description, of the first identifier found; null if the text may be sent.</returns>
    public static string? Find(ReadOnlySpan<byte> raw, StrippedValues stripped, bool isQuery)
    {
        byte[]? rented = null;
        var room = raw.Length <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : (rented = ArrayPool<byte>.Shared.Rent(raw.Length));
        raw.CopyTo(room);
        var found = FindInReadings(room[..raw.Length], stripped, isQuery);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return found;
    }

    private static string? FindInReadings(Span<byte> text, StrippedValues stripped, bool isQuery)
    {
        // Decoding preserves unencoded names, so only the decoded text is searched.
        // In the raw text, digits of escapes would look like parts of words.
        if (!GuardedDecoder.TryDecode(text, out var length))
            return Undecodable;
        text = text[..length];

        if (FindInReading(text, stripped, isQuery) is { } name)
            return name;

        return text.ContainsAnyInRange((byte)0x80, (byte)0xFF) ? FindInFoldings(text, stripped, isQuery) : null;
    }

    private static string? FindInFoldings(ReadOnlySpan<byte> text, StrippedValues stripped, bool isQuery)
    {
        var room = ArrayPool<byte>.Shared.Rent(text.Length * GuardedFolding.MaxGrowth);
        var found = FindInFolding(text, resolvesOverlong: false, room, stripped, isQuery);
        if (found is null && text.ContainsAny(OverlongLeads))
            found = FindInFolding(text, resolvesOverlong: true, room, stripped, isQuery);
        ArrayPool<byte>.Shared.Return(room);
        return found;
    }

    private static string? FindInFolding(
        ReadOnlySpan<byte> text, bool resolvesOverlong, Span<byte> room, StrippedValues stripped, bool isQuery) =>
        GuardedFolding.TryFold(text, resolvesOverlong, room, out var length)
            ? FindInReading(room[..length], stripped, isQuery) : Undecodable;

    private static string? FindInReading(ReadOnlySpan<byte> text, StrippedValues stripped, bool isQuery)
    {
        var identifiers = new IdentifierSearch(text);
        if (identifiers.MoveNext())
            return identifiers.Row.Name;
        if (isQuery && IdentifierSearch.FindBare(text) is { } bare)
            return bare.Name;
        return stripped.OccurIn(text) ? StrippedValue : null;
    }
}
