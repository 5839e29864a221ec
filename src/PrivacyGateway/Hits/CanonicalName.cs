using System.Globalization;
using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>
/// The form in which names are compared, so that no spelling of a name evades the Vocabulary: spaces, control and
/// invisible characters removed, compatibility forms and accents folded (NFKD), lower case, truncated at <c>[</c>.
/// </summary>
internal static class CanonicalName
{
    /// <summary>No known name is longer. Longer names are truncated.</summary>
    public const int MaxLength = 128;

    /// <summary>Folding needs the globalization data. Without it, names that are not ASCII are refused.</summary>
    private static readonly bool CanFold = "\uFF45".Normalize(NormalizationForm.FormKD) == "e";

    /// <summary>U+FFFE: <see cref="string.Normalize()"/> throws on it.</summary>
    private const int Noncharacter = 0xFFFE;

    /// <summary>Writes the canonical form of a percent-decoded name.</summary>
    /// <param name="name">Decoded bytes, not necessarily valid UTF-8.</param>
    /// <param name="buffer"><see cref="MaxLength"/> characters.</param>
    /// <param name="length">Characters written.</param>
    /// <returns>
    /// False if readers may disagree about the name: it still holds an escape (written unchanged) or a NUL (dropped), or it is too long
    /// to be examined.
    /// </returns>
    public static bool TryWrite(ReadOnlySpan<byte> name, Span<char> buffer, out int length)
    {
        length = name.Length;
        return TryWritePlain(name, buffer) || TryWriteFolded(name, buffer, out length);
    }

    /// <summary>
    /// Fast path for a name of ASCII letters, digits, <c>_</c>, <c>-</c> and
    /// <c>.</c>: its canonical form has the same length. False for any other name.
    /// </summary>
    public static bool TryWritePlain(ReadOnlySpan<byte> name, Span<char> buffer)
    {
        if (name.Length > buffer.Length)
            return false;
        for (var i = 0; i < name.Length; i++)
        {
            if (!IsPlain(name[i], out buffer[i]))
                return false;
        }

        return true;
    }

    private static bool IsPlain(byte value, out char lower)
    {
        lower = (char)(value | 0x20);
        if (lower is >= 'a' and <= 'z' && value >= 'A')
            return true;
        lower = (char)value;
        return lower is (>= '0' and <= '9') or '_' or '-' or '.';
    }

    private static bool TryWriteFolded(ReadOnlySpan<byte> name, Span<char> buffer, out int length)
    {
        const int MaxFoldedLength = 1024;
        Span<char> folded = stackalloc char[MaxFoldedLength];
        var characters = 0;
        var ascii = true;
        while (!name.IsEmpty && characters < folded.Length - 1)
        {
            var status = Rune.DecodeFromUtf8(name, out var rune, out var consumed);
            name = name[consumed..];
            if (status != System.Buffers.OperationStatus.Done || rune.Value == Noncharacter)
                continue; // Lenient readers drop invalid UTF-8 and read the rest as the name.
            ascii &= rune.IsAscii;
            characters += rune.EncodeToUtf16(folded[characters..]);
        }

        // Too much padding to examine; the actual name may follow it.
        if (!name.IsEmpty)
        {
            length = 0;
            return false;
        }

        length = 0;
        return ascii
            ? TryFilter(folded[..characters], buffer, out length)
            : CanFold && TryFilter(new string(folded[..characters]).Normalize(NormalizationForm.FormKD), buffer, out length);
    }

    private static bool TryFilter(ReadOnlySpan<char> name, Span<char> buffer, out int length)
    {
        length = 0;
        var isUnambiguous = true;
        foreach (var character in name)
        {
            if (character == '[' || length == buffer.Length)
                break;

            // Some readers drop a NUL, others end the name there: e%00id is eid or e.
            isUnambiguous &= character is not ('%' or '\\' or '\0');
            if (character is '+' || (character == '?' && length == 0) || IsInvisible(character))
                continue;
            buffer[length++] = character switch
            {
                'İ' or 'ı' => 'i',
                _ => char.ToLowerInvariant(character),
            };
        }

        return isUnambiguous;
    }

    /// <summary>Unicode classes the four Hangul fillers as letters, although they are invisible.</summary>
    private static bool IsInvisible(char character) =>
        character is '\u115F' or '\u1160' or '\u3164' or '\uFFA0' || char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
