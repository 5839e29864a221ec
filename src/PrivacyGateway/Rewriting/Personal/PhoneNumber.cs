namespace PrivacyGateway.Rewriting.Personal;

/// <summary>
/// Finds phone numbers in international form (E.164): <c>+</c> or <c>00</c>,
/// a country code, and a plausible number of digits, grouped or not.
/// </summary>
internal static class PhoneNumber
{
    private const int MaxLength = 15;
    private const int MinLength = 8;

    /// <summary>Longer than zero-padded ids.</summary>
    private const int MinLengthAfterZeros = 11;

    /// <summary>
    /// Country codes of two digits, and the first two digits of longer codes (21
    /// to 29, 35, 37, 38, 42, 50, 59, 67, 68, 69, 80, 85, 87, 88, 96, 97, 99).
    /// </summary>
    private static readonly int[] Codes =
    [
        20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66,
        81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98, 21, 22, 23, 24, 25, 26, 28, 29, 35, 37, 38, 42, 50, 59, 67, 68, 69, 80, 85, 87,
        88, 96, 97, 99,
    ];

    /// <inheritdoc cref="Uuid.MayOccurIn"/>
    public static bool MayOccurIn(ReadOnlySpan<byte> text, int digits)
    {
        var start = 0;
        return digits >= MinLength && TryFindPrefix(text, ref start, out _);
    }

    /// <inheritdoc cref="Uuid.TryFind"/>
    public static bool TryFind(ReadOnlySpan<byte> text, ref int from, out int start, out int end)
    {
        for (start = from; TryFindPrefix(text, ref start, out var shortest); start++)
        {
            if (TryRead(text, start + (text[start] == '0' ? 2 : 1), shortest, out end))
            {
                from = end;
                return true;
            }
        }

        end = 0;
        return false;
    }

    /// <summary>A plus sign after a letter or digit means a space.</summary>
    private static bool TryFindPrefix(ReadOnlySpan<byte> text, ref int start, out int shortest)
    {
        for (; text[start..].IndexOfAny((byte)'+', (byte)'0') is >= 0 and var offset; start++)
        {
            start += offset;
            var isPlus = text[start] == '+';
            shortest = isPlus ? MinLength : MinLengthAfterZeros;
            if ((isPlus || text[start..].StartsWith("00"u8)) && DigitGroups.IsNumberStart(text, start))
                return true;
        }

        shortest = 0;
        return false;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int index, int shortest, out int end)
    {
        Span<byte> digits = stackalloc byte[MaxLength + 1];
        var count = 0;
        end = 0;
        while (count <= MaxLength && DigitGroups.TrySkipSeparators(text, ref index) && char.IsAsciiDigit((char)text[index]))
        {
            digits[count++] = (byte)(text[index++] - '0');
            if (count <= MaxLength && DigitGroups.IsNumberEnd(text, index) && IsNumber(digits[..count], shortest))
                end = index;
        }

        return end > 0;
    }

    private static bool IsNumber(ReadOnlySpan<byte> digits, int shortest)
    {
        const int NorthAmerican = 11;
        if (digits.Length < shortest)
            return false;
        return digits[0] switch
        {
            1 => digits.Length == NorthAmerican && digits[1] >= 2,
            7 => digits.Length == NorthAmerican,
            _ => Codes.AsSpan().Contains((digits[0] * 10) + digits[1]),
        };
    }
}
