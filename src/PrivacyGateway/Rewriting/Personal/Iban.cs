using System.Text;

namespace PrivacyGateway.Rewriting.Personal;

/// <summary>Finds international bank account numbers (ISO 13616) by their country's length and their checksum, grouped or not.</summary>
internal static class Iban
{
    private const int MaxLength = 34;
    private const int MinLength = 15;
    private const int CheckDigits = 2;

    /// <summary>Country codes and lengths from the IBAN registry.</summary>
    private static ReadOnlySpan<byte> Countries =>
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30"u8;

    /// <inheritdoc cref="Uuid.MayOccurIn"/>
    public static bool MayOccurIn(ReadOnlySpan<byte> text, int digits) => text.Length >= MinLength && digits >= CheckDigits;

    /// <inheritdoc cref="Uuid.TryFind"/>
    public static bool TryFind(ReadOnlySpan<byte> text, ref int from, out int start, out int end)
    {
        for (var at = from; text[at..].IndexOfAnyInRange((byte)'0', (byte)'9') is >= 0 and var offset; at++)
        {
            at += offset;
            start = FindCountry(text, at);
            if (start >= from && TryFindLength(text[start], text[start + 1], out var length) && TryRead(text, start, length, out end))
            {
                from = end;
                return true;
            }
        }

        (start, end) = (0, 0);
        return false;
    }

    /// <returns>The position of the two letters before the first check digit, or -1.</returns>
    private static int FindCountry(ReadOnlySpan<byte> text, int digit)
    {
        var end = digit;
        while (end > 0 && digit - end < DigitGroups.MaxSeparators && DigitGroups.IsSeparator(text[end - 1]))
            end--;
        var start = end - 2;
        return start >= 0 && char.IsAsciiLetter((char)text[start]) && char.IsAsciiLetter((char)text[start + 1])
            && DigitGroups.IsNumberStart(text, start) ? start : -1;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int start, int length, out int end)
    {
        Span<byte> number = stackalloc byte[MaxLength];
        end = start;
        for (var count = 0; count < length; count++)
        {
            if (!DigitGroups.TrySkipSeparators(text, ref end))
                return false;
            number[count] = (byte)char.ToUpperInvariant((char)text[end++]);
        }

        return DigitGroups.IsNumberEnd(text, end) && char.IsAsciiDigit((char)number[2]) && char.IsAsciiDigit((char)number[3])
            && HasChecksum(number[..length]);
    }

    private static bool HasChecksum(ReadOnlySpan<byte> number)
    {
        const int Modulus = 97;
        var rest = 0;
        for (var i = 0; i < number.Length; i++)
        {
            // The first four characters are moved to the end; a letter counts as two digits, A as 10.
            var one = number[(i + 4) % number.Length];
            rest = char.IsAsciiDigit((char)one) ? ((rest * 10) + one - '0') % Modulus : ((rest * 100) + one - 'A' + 10) % Modulus;
        }

        return rest == 1;
    }

    private static bool TryFindLength(byte first, byte second, out int length)
    {
        var country = (Span<byte>)[first, second];
        Ascii.ToUpperInPlace(country, out _);
        length = 0;
        for (var i = 0; i < Countries.Length; i += 4)
        {
            if (!Countries.Slice(i, 2).SequenceEqual(country))
                continue;
            length = ((Countries[i + 2] - '0') * 10) + Countries[i + 3] - '0';
            return true;
        }

        return false;
    }
}
