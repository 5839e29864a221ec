using System.Globalization;
using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// The cookie of the full opt-out, which the pixel requests with <c>/optout?duration=DAYS</c>; <c>-2</c> deletes it. The gateway sets the
/// cookie itself, so that the opt-out does not depend on the track domain's response. (Protocol §1.1, captures 23 and 44.)
/// </summary>
internal static class OptOutCookie
{
    /// <summary>The pixel's "5 years" (Erratum 5). Browsers shorten it to 400 days.</summary>
    public const int DefaultDays = 1800;

    /// <summary>
    /// The duration that means "delete". Not 0: the pixel rounds hours down to 0 days, and the gateway treats that as one day.
    /// </summary>
    private const int DeletionDuration = -2;

    /// <param name="query">The query of the <c>/optout</c> call.</param>
    /// <param name="name">The cookie's name.</param>
    /// <param name="domain">The policy's <c>cookieDomain</c>, or null for a host-only cookie.</param>
    public static HeaderLine Create(ReadOnlySpan<byte> query, string name, string? domain)
    {
        var days = ParseDuration(query);
        return days == DeletionDuration
            ? GatewayCookie.Expire(name, domain)
            : GatewayCookie.Set(name, "1", (long)Math.Clamp(days, 1, DefaultDays) * GatewayCookie.SecondsPerDay, domain);
    }

    /// <summary>Whether the call deletes the opt-out cookie.</summary>
    public static bool IsDeletion(ReadOnlySpan<byte> query) => ParseDuration(query) == DeletionDuration;

    /// <summary>Returns days. A duration that is not a number means the default, as in the pixel.</summary>
    private static int ParseDuration(ReadOnlySpan<byte> query)
    {
        foreach (var range in query.Split((byte)'&'))
        {
            var pair = query[range];
            if (pair.StartsWith("duration="u8)
                && int.TryParse(Encoding.Latin1.GetString(pair["duration=".Length..]), NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture, out var days))
            {
                return days;
            }
        }

        return DefaultDays;
    }
}
