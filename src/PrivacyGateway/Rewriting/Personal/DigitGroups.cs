using System.Numerics;
using System.Runtime.Intrinsics;

namespace PrivacyGateway.Rewriting.Personal;

/// <summary>Reads numbers as people write them: groups of letters and digits, separated by a space, hyphen, dot or the like.</summary>
internal static class DigitGroups
{
    /// <summary>Two separators may be adjacent: <c>) </c>, or an encoded space beside a hyphen.</summary>
    public const int MaxSeparators = 2;

    /// <summary>Whether a number may start here, that is, not inside a word or another number.</summary>
    public static bool IsNumberStart(ReadOnlySpan<byte> text, int index) => index == 0 || !char.IsAsciiLetterOrDigit((char)text[index - 1]);

    /// <summary>Whether a number may end before this position.</summary>
    public static bool IsNumberEnd(ReadOnlySpan<byte> text, int index) =>
        index >= text.Length || !char.IsAsciiLetterOrDigit((char)text[index]);

    /// <summary>Skips separators up to the next letter or digit.</summary>
    /// <returns>False if there are too many separators, or no letter or digit follows.</returns>
    public static bool TrySkipSeparators(ReadOnlySpan<byte> text, ref int index)
    {
        for (var count = 0; index < text.Length && count <= MaxSeparators; count++, index++)
        {
            if (char.IsAsciiLetterOrDigit((char)text[index]))
                return true;
            if (!IsSeparator(text[index]))
                return false;
        }

        return false;
    }

    public static int CountDigits(ReadOnlySpan<byte> text)
    {
        var count = 0;
        var (zero, ten) = (Vector128.Create((byte)'0'), Vector128.Create((byte)10));
        for (; text.Length >= Vector128<byte>.Count; text = text[Vector128<byte>.Count..])
            count += BitOperations.PopCount(Vector128.LessThan(Vector128.Create(text) - zero, ten).ExtractMostSignificantBits());
        foreach (var value in text)
            count += char.IsAsciiDigit((char)value) ? 1 : 0;
        return count;
    }

    public static bool IsSeparator(byte value) => " +-./()_"u8.Contains(value);
}
