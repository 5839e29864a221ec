using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// OneTrust: <c>OptanonConsent</c> holds pairs like a query, among them <c>groups=C0001%3A1%2CC0002%3A0</c>. It exists before the
/// visitor has made a choice; only <c>OptanonAlertBoxClosed</c> shows whether and when that was.
/// A site's server that renews the cookies, to get around browsers' lifetime limits, encodes each value a second time.
/// </summary>
internal sealed class OneTrustSignal(IReadOnlyList<string> groups, PlatformRole role) : Signal
{
    private readonly PlatformVotes _votes = new("onetrust", role);

    public override Vote Evaluate(Hit hit)
    {
        Vote? vote = null;
        var (hasChoice, isOutdated) = (false, false);
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Name is "OptanonAlertBoxClosed")
                (hasChoice, isOutdated) = (hasChoice | !cookie.Value.IsEmpty, isOutdated | IsOutdated(cookie.Value, hit.ReceivedAt));
            else if (cookie.Name is "OptanonConsent")
                vote = PlatformVotes.MoreRestrictive(vote, cookie.IsFolded ? _votes.Unreadable : JudgeCookie(cookie.Value));
        }

        if (!hasChoice || vote is null)
            return _votes.NoChoice;
        return isOutdated ? PlatformVotes.MoreRestrictive(vote, _votes.Outdated) : vote;
    }

    /// <summary>An unreadable time is ignored: older versions used other formats.</summary>
    private static bool IsOutdated(ReadOnlySpan<char> value, DateTimeOffset now)
    {
        using var once = new DecodedCookie(value.Length);
        using var twice = new DecodedCookie(value.Length);
        return once.TryDecode(value, CookieDecoding.Url, out var text) && twice.TryDecode(text, CookieDecoding.Url, out text)
            && ConsentAge.TryParse(text, out var written) && !ConsentAge.IsCurrent(written, now);
    }

    private Vote JudgeCookie(ReadOnlySpan<char> value)
    {
        // Pairs have an equals sign; without one the value must be encoded.
        if (value.Contains('='))
            return Judge(value);
        using var decoded = new DecodedCookie(value.Length);
        return decoded.TryDecode(value, CookieDecoding.Url, out var pairs) ? Judge(pairs) : _votes.Unreadable;
    }

    private Vote Judge(ReadOnlySpan<char> value)
    {
        Vote? vote = null;
        foreach (var range in value.Split('&'))
        {
            // The site now asks for other consents, so the stored choice is stale.
            if (value[range] is "AwaitingReconsent=true")
                vote = PlatformVotes.MoreRestrictive(vote, _votes.NoChoice);
            else if (value[range].StartsWith("groups="))
                vote = PlatformVotes.MoreRestrictive(vote, JudgeGroups(value[range]["groups=".Length..]));
        }

        return vote ?? _votes.Unreadable;
    }

    private Vote JudgeGroups(ReadOnlySpan<char> encoded)
    {
        using var text = new DecodedCookie(encoded.Length);
        if (!text.TryDecode(encoded, CookieDecoding.Url, out var list))
            return _votes.Unreadable;
        for (var i = 0; i < groups.Count; i++)
        {
            if (!IsGranted(list, groups[i]))
                return _votes.Denied;
        }

        return _votes.Granted;
    }

    /// <summary>Whether the group is listed, and always with <c>:1</c>.</summary>
    private static bool IsGranted(ReadOnlySpan<char> list, string group)
    {
        var isGranted = false;
        foreach (var range in list.Split(','))
        {
            var entry = list[range].Trim();
            if (!entry.StartsWith(group) || entry.Length == group.Length || entry[group.Length] != ':')
                continue;
            if (entry[(group.Length + 1)..] is not "1")
                return false;
            isGranted = true;
        }

        return isGranted;
    }
}
