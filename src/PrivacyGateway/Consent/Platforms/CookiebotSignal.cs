using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// Cookiebot: <c>CookieConsent</c> holds JavaScript's object notation, percent-encoded:
/// <c>{stamp:'…',necessary:true,statistics:false,…}</c>; <c>0</c> after a visitor
/// refused everything, <c>-1</c> in regions where the platform does not ask for consent.
/// </summary>
internal sealed class CookiebotSignal(IReadOnlyList<string> categories, PlatformRole role) : Signal
{
    private readonly PlatformVotes _votes = new("cookiebot", role);

    public override Vote Evaluate(Hit hit)
    {
        Vote? vote = null;
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Name is "CookieConsent")
                vote = PlatformVotes.MoreRestrictive(vote, cookie.IsFolded ? _votes.Unreadable : Judge(cookie.Value, hit.ReceivedAt));
        }

        return vote ?? _votes.NoChoice;
    }

    private Vote Judge(ReadOnlySpan<char> encoded, DateTimeOffset now)
    {
        if (encoded is "0")
            return _votes.Denied;
        if (encoded is "-1")
            return _votes.Granted;

        using var decoded = new DecodedCookie(encoded.Length);
        if (!decoded.TryDecode(encoded, CookieDecoding.Url, out var text) || !text.StartsWith("{") || !text.EndsWith("}"))
            return _votes.Unreadable;

        for (var i = 0; i < categories.Count; i++)
        {
            if (!TryRead(text[1..^1], categories[i], out var isGranted))
                return _votes.Unreadable;
            if (!isGranted)
                return _votes.Denied;
        }

        return IsOutdated(text[1..^1], now) ? _votes.Outdated : _votes.Granted;
    }

    /// <summary>Cookies of older versions have no timestamp and never expire here.</summary>
    private static bool IsOutdated(ReadOnlySpan<char> members, DateTimeOffset now)
    {
        while (!members.IsEmpty)
        {
            var end = FindMemberEnd(members);
            var member = members[..end].Trim();
            members = members[Math.Min(end + 1, members.Length)..];
            if (member.StartsWith("utc:")
                && !(ConsentAge.TryParse(member["utc:".Length..].Trim(), out var written) && ConsentAge.IsCurrent(written, now)))
                return true;
        }

        return false;
    }

    /// <summary>Reads <c>name:true</c> or <c>name:false</c> outside quotes. Duplicates count as true only if all are true.</summary>
    private static bool TryRead(ReadOnlySpan<char> members, string name, out bool isTrue)
    {
        isTrue = true;
        var isPresent = false;
        while (!members.IsEmpty)
        {
            var end = FindMemberEnd(members);
            var member = members[..end].Trim();
            members = members[Math.Min(end + 1, members.Length)..];
            var colon = member.IndexOf(':');
            if (colon < 0)
                return false;
            if (!member[..colon].Trim().Trim("'\"").SequenceEqual(name))
                continue;
            isPresent = true;
            var value = member[(colon + 1)..].Trim();
            if (value is not ("true" or "false"))
                return false;
            isTrue &= value is "true";
        }

        return isPresent;
    }

    private static int FindMemberEnd(ReadOnlySpan<char> members)
    {
        var quote = '\0';
        for (var i = 0; i < members.Length; i++)
        {
            if (quote != '\0')
                quote = members[i] == quote ? '\0' : quote;
            else if (members[i] is '\'' or '"')
                quote = members[i];
            else if (members[i] == ',')
                return i;
        }

        return members.Length;
    }
}
