namespace PrivacyGateway.Rewriting.Personal;

/// <summary>
/// Finds UUIDs with hyphens. 32 hex digits in a row do not count: they are as often the digest of an image or a product id.
/// </summary>
internal static class Uuid
{
    private const int Length = 36;
    private const int Hyphens = 4;

    /// <summary>
    /// Whether the text has enough digits and punctuation: cheaper than <see cref="TryFind"/>, and never false if that finds a value.
    /// </summary>
    /// <param name="text">The folded text.</param>
    /// <param name="digits">The number of decimal digits in the text.</param>
    public static bool MayOccurIn(ReadOnlySpan<byte> text, int digits) => text.Length >= Length && text.Count((byte)'-') >= Hyphens;

    /// <param name="text">The folded text.</param>
    /// <param name="from">The position to search from; afterwards the position to continue at.</param>
    /// <param name="start">The start of the value found.</param>
    /// <param name="end">The end of the value found.</param>
    public static bool TryFind(ReadOnlySpan<byte> text, ref int from, out int start, out int end)
    {
        const int FirstHyphen = 8;
        while (from + Length <= text.Length && text[(from + FirstHyphen)..].IndexOf((byte)'-') is >= 0 and var offset)
        {
            start = from + offset;
            end = start + Length;
            from = start + 1;
            if (end > text.Length || !IsUuid(text[start..end]) || !DigitGroups.IsNumberStart(text, start)
                || !DigitGroups.IsNumberEnd(text, end))
                continue;
            from = end;
            return true;
        }

        (start, end) = (0, 0);
        return false;
    }

    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit((char)text[i]))
                return false;
        }

        return true;
    }
}
