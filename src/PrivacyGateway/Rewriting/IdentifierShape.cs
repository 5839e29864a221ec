namespace PrivacyGateway.Rewriting;

/// <summary>
/// Detects text that looks like an identifier: a long number, a long run of letters and digits, a UUID or digest, an e-mail address.
/// For text without names to judge by, such as a path.
/// </summary>
internal static class IdentifierShape
{
    /// <summary>Ever-ids have 19 digits, track ids 15, timestamps 13.</summary>
    private const int MinNumberLength = 16;

    /// <summary>A UUID, or an MD5 digest.</summary>
    private const int MinHexLength = 32;

    /// <param name="text">Decoded.</param>
    /// <param name="minRunLength">
    /// The number of letters and digits in a row, at least one of them a digit, that counts as an identifier.
    /// </param>
    public static bool OccursIn(ReadOnlySpan<byte> text, int minRunLength)
    {
        var (run, runDigits, number, hex, hexDigits) = (0, 0, 0, 0, 0);
        foreach (var one in text)
        {
            if (one == '@')
                return true;

            // Hyphens and underscores end a run, but not a number or hex string: groups of a UUID or card number count together.
            if (one is (byte)'-' or (byte)'_')
            {
                (run, runDigits) = (0, 0);
                continue;
            }

            var isDigit = char.IsAsciiDigit((char)one);
            (run, runDigits) = char.IsAsciiLetterOrDigit((char)one) ? (run + 1, runDigits + (isDigit ? 1 : 0)) : (0, 0);
            number = isDigit ? number + 1 : 0;
            (hex, hexDigits) = char.IsAsciiHexDigit((char)one) ? (hex + 1, hexDigits + (isDigit ? 1 : 0)) : (0, 0);
            if ((run >= minRunLength && runDigits > 0) || number >= Math.Min(minRunLength, MinNumberLength)
                || (hex >= MinHexLength && hexDigits > 0))
                return true;
        }

        return false;
    }
}
