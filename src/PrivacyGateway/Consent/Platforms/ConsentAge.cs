using System.Globalization;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>Decides from a consent's own timestamp whether it is still valid.</summary>
internal static class ConsentAge
{
    /// <summary>The IAB's limit for TCF strings, and the longest period that data protection authorities recommend.</summary>
    private const int MaxMonths = 13;

    /// <summary>Whether the timestamp is not in the future and at most 13 months old.</summary>
    public static bool IsCurrent(DateTimeOffset written, DateTimeOffset now) => written <= now && written.AddMonths(MaxMonths) >= now;

    /// <summary>
    /// Parses seconds (10 digits) or milliseconds (13 digits) since 1970, or ISO 8601; UTC unless the text names a time zone.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset written)
    {
        written = default;
        if (!text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9'))
        {
            if (text.Length is not (10 or 13))
                return false;
            var number = long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
            written = text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
            return true;
        }

        // Only forms that begin with the year: "11/10/2026" is ambiguous.
        return text.Length >= 10 && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out written)
            && written.Year < DateTimeOffset.MaxValue.Year - 1;
    }
}
