namespace PrivacyGateway.Rewriting.Personal;

/// <summary>
/// Finds payment card numbers by an issuer's length and first digits and by the Luhn check digit. Numbers of 13 digits do not count: such
/// cards are no longer issued, and every tenth EAN of a German article would match.
/// </summary>
internal static class PaymentCard
{
    private const int MaxLength = 19;
    private const int MinLength = 14;

    /// <inheritdoc cref="Uuid.MayOccurIn"/>
    public static bool MayOccurIn(ReadOnlySpan<byte> text, int digits) => digits >= MinLength;

    /// <inheritdoc cref="Uuid.TryFind"/>
    public static bool TryFind(ReadOnlySpan<byte> text, ref int from, out int start, out int end)
    {
        for (start = from; start < text.Length; start++)
        {
            if (text[start] is >= (byte)'2' and <= (byte)'6' && DigitGroups.IsNumberStart(text, start) && TryRead(text, start, out end))
            {
                from = end;
                return true;
            }
        }

        end = 0;
        return false;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int start, out int end)
    {
        Span<byte> digits = stackalloc byte[MaxLength];
        var (index, count) = (start, 0);
        end = 0;
        while (count < MaxLength && DigitGroups.TrySkipSeparators(text, ref index) && char.IsAsciiDigit((char)text[index]))
        {
            digits[count++] = (byte)(text[index++] - '0');

            // Keep the longest match; further groups may be another number.
            if (count >= MinLength && DigitGroups.IsNumberEnd(text, index) && IsIssued(digits[..count]) && HasCheckDigit(digits[..count]))
                end = index;
        }

        return end > 0;
    }

    private static bool IsIssued(ReadOnlySpan<byte> digits)
    {
        var first = (digits[0] * 1000) + (digits[1] * 100) + (digits[2] * 10) + digits[3];
        return digits.Length switch
        {
            14 => first is (>= 3000 and <= 3059) or (>= 3600 and <= 3699) or (>= 3800 and <= 3999),
            15 => first is (>= 3400 and <= 3499) or (>= 3700 and <= 3799),
            16 => first is (>= 4000 and <= 4999) or (>= 5100 and <= 5599) or (>= 2221 and <= 2720) or (>= 3528 and <= 3589)
                or 6011 or (>= 6440 and <= 6599) or (>= 6200 and <= 6299) || IsMaestro(first),
            19 => first is (>= 4000 and <= 4999) or (>= 6200 and <= 6299) or 6011 or (>= 6440 and <= 6599) || IsMaestro(first),
            _ => first is >= 6200 and <= 6299 || IsMaestro(first),
        };
    }

    private static bool IsMaestro(int first) => first is 5018 or 5020 or 5038 or 5893 or 6304 or 6759 or (>= 6761 and <= 6763);

    private static bool HasCheckDigit(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] << (i & 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
