using System.Globalization;
using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>
/// Folds a text to the ASCII that a lenient reader may see: compatibility forms and accents folded (NFKD); marks, invisible characters
/// and invalid UTF-8 dropped. Any other character becomes <see cref="NonAscii"/>.
/// </summary>
internal static class GuardedFolding
{
    /// <summary>The longest compatibility form turns three bytes into 18 characters.</summary>
    public const int MaxGrowth = 6;

    private const byte NonAscii = 0x80;

    /// <param name="text">ASCII letters must be lower case.</param>
    /// <param name="resolvesOverlong">Whether overlong UTF-8 forms are resolved to their ASCII character, or dropped.</param>
    /// <param name="folded">Gets the result; at least <see cref="MaxGrowth"/> times as long as <paramref name="text"/>.</param>
    /// <param name="length">Bytes written.</param>
    /// <returns>False if an overlong form is a percent sign, so that the text would have to be decoded again.</returns>
    public static bool TryFold(ReadOnlySpan<byte> text, bool resolvesOverlong, Span<byte> folded, out int length)
    {
        length = 0;
        while (!text.IsEmpty)
        {
            var ascii = text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii != 0)
            {
                var stretch = ascii < 0 ? text : text[..ascii];
                stretch.CopyTo(folded[length..]);
                length += stretch.Length;
                text = text[stretch.Length..];
                continue;
            }

            if (resolvesOverlong && TryResolve(text, out var character, out var size))
            {
                if (character == '%')
                    return false;
                folded[length++] = char.IsAsciiLetterUpper((char)character) ? (byte)(character | 0x20) : character;
                text = text[size..];
                continue;
            }

            if (Rune.DecodeFromUtf8(text, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
                length += Fold(rune, folded[length..]);
            text = text[consumed..];
        }

        return true;
    }

    private static bool TryResolve(ReadOnlySpan<byte> text, out byte character, out int size)
    {
        size = text[0] switch { 0xC0 or 0xC1 => 2, 0xE0 => 3, 0xF0 => 4, _ => 0 };
        character = 0;
        if (size == 0 || text.Length < size)
            return false;

        var value = text[0] & (0xFF >> (size + 1));
        foreach (var next in text[1..size])
        {
            if ((next & 0xC0) != 0x80)
                return false;
            value = (value << 6) | (next & 0x3F);
        }

        character = (byte)value;
        return value < 0x80;
    }

    private static int Fold(Rune rune, Span<byte> folded)
    {
        if (IsDropped(rune))
            return 0;
        if (rune.Value == 'ı')
        {
            folded[0] = (byte)'i';
            return 1;
        }

        if (HasNoAsciiForm(rune.Value))
        {
            folded[0] = NonAscii;
            return 1;
        }

        Span<char> source = stackalloc char[2];
        Span<char> form = stackalloc char[32];
        return source[..rune.EncodeToUtf16(source)].TryNormalize(form, out var length, NormalizationForm.FormKD)
            ? Write(form[..length], folded) : 0;
    }

    private static int Write(ReadOnlySpan<char> form, Span<byte> folded)
    {
        var length = 0;
        foreach (var rune in form.EnumerateRunes())
        {
            if (rune.IsAscii)
                folded[length++] = (byte)Rune.ToLowerInvariant(rune).Value;
            else if (!IsDropped(rune))
                folded[length++] = NonAscii;
        }

        return length;
    }

    /// <summary>Fast path for most letters outside Latin: their compatibility forms contain no ASCII.</summary>
    private static bool HasNoAsciiForm(int value) =>
        value is (>= 0x400 and < 0x1D00) or (>= 0x3040 and < 0x3100) or (>= 0x3400 and < 0xD800) or (>= 0x1F300 and < 0x20000);

    /// <summary>Invisible characters, and U+FFFE: normalization throws on it.</summary>
    private static bool IsDropped(Rune rune) =>
        rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0xFFFE || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;
}
