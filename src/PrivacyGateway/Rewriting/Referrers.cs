using System.Text;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Decides how much of an anonymous hit's referrer is forwarded: all, up to the
/// host, or nothing. Referrers of the site itself are forwarded like the page's URL.
/// </summary>
/// <param name="Mode">The mode for referrers of other sites.</param>
/// <param name="OwnDomains">Canonical hosts of the site; their subdomains belong to the site too.</param>
internal sealed record Referrers(ReferrerMode Mode, IReadOnlyList<string> OwnDomains)
{
    public static Referrers Full { get; } = new(ReferrerMode.Full, []);

    /// <summary>Whether referrers of any site are forwarded in full.</summary>
    public bool AreFull => Mode == ReferrerMode.Full;

    /// <param name="text">The decoded referrer.</param>
    /// <returns>The length of the forwarded part, from the start.</returns>
    public int GetForwardedLength(ReadOnlySpan<byte> text)
    {
        // One or two digits are the pixel's own codes: no referrer, own domain, not the page's first request.
        const int MaxCodeLength = 2;
        if (AreFull || (text.Length <= MaxCodeLength && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')))
            return text.Length;
        var scheme = text.IndexOf("://"u8);
        if (scheme < 0 || text[..scheme].ContainsAny((byte)'/', (byte)'?', (byte)'='))
            return 0;

        var start = scheme + "://".Length;
        var length = text[start..].IndexOfAny("/?#,\\"u8);
        var end = length < 0 ? text.Length : start + length;
        var host = text[start..end];
        if (IsOwnDomain(host))
            return text.Length;
        return Mode == ReferrerMode.None || host.Contains((byte)'@') ? 0 : end;
    }

    private bool IsOwnDomain(ReadOnlySpan<byte> host)
    {
        var port = host.IndexOf((byte)':');
        if (port >= 0)
            host = host[..port];
        foreach (var domain in OwnDomains)
        {
            var rest = host.Length - domain.Length;
            if (rest >= 0 && Ascii.EqualsIgnoreCase(host[rest..], domain) && (rest == 0 || host[rest - 1] == '.'))
                return true;
        }

        return false;
    }
}
