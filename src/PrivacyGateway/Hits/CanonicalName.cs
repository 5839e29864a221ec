using System.Globalization;
using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>
/// The one form in which names are compared, so that no spelling of a name gets past the table: blanks, controls and
/// invisible characters gone, compatibility forms and accents folded (NFKD), lower case, cut at <c>[</c>.
/// </summary>
internal static class CanonicalName
{
    /// <summary>No name that means something is longer; what follows is not looked at.</summary>
    public const int MaxLength = 128;

    /// <summary>Compatibility forms can only be folded where the globalization data is present; elsewhere such names are refused.</summary>
    private static readonly bool CanFold = "\uFF45".Normalize(NormalizationForm.FormKD) == "e";

    /// <summary>U+FFFE, on which the platform's folding throws.</summary>
    private const int NoCharacter = 0xFFFE;

    /// <summary>Writes the canonical form of an already percent-decoded name.</summary>
    /// <param name="name">Decoded bytes, UTF-8 as far as they are.</param>
    /// <param name="buffer"><see cref="MaxLength"/> characters.</param>
    /// <param name="length">Characters written.</param>
    /// <returns>
    /// False if nobody can vouch for how the name is read: an escape or a NUL is left in it, which is then written as it stands and
    /// left out, or it is too long to be looked through.
    /// </returns>
    public static bool TryWrite(ReadOnlySpan<byte> name, Span<char> buffer, out int length)
    {
        length = name.Length;
        return TryWritePlain(name, buffer) || TryWriteSlowly(name, buffer, out length);
    }

    /// <summary>The same for a name of ASCII letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, whose canonical form is as long as itself; false for any other.</summary>
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

    private static bool TryWriteSlowly(ReadOnlySpan<byte> name, Span<char> buffer, out int length)
    {
        const int LongestWorthFolding = 1024;
        Span<char> folded = stackalloc char[LongestWorthFolding];
        var characters = 0;
        var ascii = true;
        while (!name.IsEmpty && characters < folded.Length - 1)
        {
            var status = Rune.DecodeFromUtf8(name, out var rune, out var consumed);
            name = name[consumed..];
            if (status != System.Buffers.OperationStatus.Done || rune.Value == NoCharacter)
                continue; // Lenient readers drop bytes that are no UTF-8; then the rest is the name.
            ascii &= rune.IsAscii;
            characters += rune.EncodeToUtf16(folded[characters..]);
        }

        // What nobody writes: the name itself may stand behind so much padding.
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
        var vouched = true;
        foreach (var character in name)
        {
            if (character == '[' || length == buffer.Length)
                break;

            // One reader drops a NUL, another ends the name there: e%00id is both eid and e.
            vouched &= character is not ('%' or '\\' or '\0');
            if (character is '+' || (character == '?' && length == 0) || IsInvisible(character))
                continue;
            buffer[length++] = character switch
            {
                'İ' or 'ı' => 'i',
                _ => char.ToLowerInvariant(character),
            };
        }

        return vouched;
    }

    /// <summary>The four fillers of Hangul are letters to Unicode and nothing to the eye.</summary>
    private static bool IsInvisible(char character) => character is '\u115F' or '\u1160' or '\u3164' or '\uFFA0' || char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
