using System.Globalization;
using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// The full opt-out as the pixel asks for it: <c>/optout?duration=DAYS</c>, where <c>-2</c> deletes. The gateway sets the cookie
/// itself, so that it holds whatever the track domain answers. (Protocol §1.1, captures 23 and 44.)
/// </summary>
internal static class OptOutCookie
{
    /// <summary>The pixel's "5 years" (erratum 5); browsers cut it to 400 days.</summary>
    public const int DefaultDays = 1800;

    /// <summary>The pixel's word for "delete". It rounds hours down to 0 days, which must not delete: that is a day.</summary>
    private const int DeletingDuration = -2;

    /// <param name="query">The query of the <c>/optout</c> call.</param>
    /// <param name="name">The cookie's name.</param>
    /// <param name="domain">The policy's <c>cookieDomain</c>, or null for the host alone.</param>
    public static HeaderLine SetCookie(ReadOnlySpan<byte> query, string name, string? domain)
    {
        var days = Duration(query);
        return days == DeletingDuration
            ? OwnCookie.Expire(name, domain)
            : OwnCookie.Set(name, "1", (long)Math.Clamp(days, 1, DefaultDays) * OwnCookie.SecondsADay, domain);
    }

    /// <summary>Whether the call takes the opt-out back.</summary>
    public static bool IsDeletion(ReadOnlySpan<byte> query) => Duration(query) == DeletingDuration;

    /// <summary>In days; a duration that is not a number is the default, as in the pixel.</summary>
    private static int Duration(ReadOnlySpan<byte> query)
    {
        foreach (var range in query.Split((byte)'&'))
        {
            var pair = query[range];
            if (pair.StartsWith("duration="u8)
                && int.TryParse(Encoding.Latin1.GetString(pair["duration=".Length..]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days))
            {
                return days;
            }
        }

        return DefaultDays;
    }
}
