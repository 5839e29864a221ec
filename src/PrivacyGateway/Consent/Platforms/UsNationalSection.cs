namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// The US national section of a GPP string (<c>usnat</c>, versions 1 and 2): whether the visitor has opted out of the sale or sharing of
/// personal information or of targeted advertising, or the browser asks for
/// it (GPC). (IAB Tech Lab, "MSPA US National Technical Specification".)
/// </summary>
internal static class UsNationalSection
{
    public const int Id = 7;

    private const int OptedOut = 1;
    private const int GpcSubsection = 1;

    /// <returns>False unless the core and every subsection are valid.</returns>
    public static bool TryRead(ReadOnlySpan<char> section, out bool isOptedOut)
    {
        isOptedOut = false;
        var end = section.IndexOf('.');
        var bits = new BitReader(end < 0 ? section : section[..end]);
        var version = bits.Read(6);
        if (version is not (1 or 2))
            return false;

        // Six notices, then sale, sharing and targeted advertising.
        bits.Skip(6 * 2);
        for (var i = 0; i < 3; i++)
            isOptedOut |= bits.Read(2) == OptedOut;

        // Sensitive data, known children, consent, and three fields of the agreement. They are skipped only to detect a truncated section.
        bits.Skip(2 * (version == 1 ? 12 + 2 + 1 + 3 : 16 + 3 + 1 + 3));
        while (end >= 0 && !bits.HasFailed)
        {
            section = section[(end + 1)..];
            end = section.IndexOf('.');
            bits = new BitReader(end < 0 ? section : section[..end]);
            isOptedOut |= bits.Read(2) == GpcSubsection & bits.ReadFlag();
        }

        return !bits.HasFailed;
    }
}
