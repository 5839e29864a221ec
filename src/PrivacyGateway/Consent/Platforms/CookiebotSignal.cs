using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// Cookiebot: <c>CookieConsent</c> holds JavaScript's object notation, percent-encoded: <c>{stamp:'…',necessary:true,statistics:false,…}</c>;
/// <c>0</c> for a visitor who refused everything, <c>-1</c> where the platform asks nobody for consent.
/// </summary>
internal sealed class CookiebotSignal(IReadOnlyList<string> categories, PlatformRole role) : Signal
{
    private readonly PlatformVotes _votes = new("cookiebot", role);

    public override Vote Ask(Hit hit)
    {
        Vote? answer = null;
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Name is "CookieConsent")
                answer = PlatformVotes.Worse(answer, Judge(cookie.Value));
        }

        return answer ?? _votes.Unanswered;
    }

    private Vote Judge(ReadOnlySpan<char> encoded)
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

        return _votes.Granted;
    }

    /// <summary>Finds one <c>name:true</c> or <c>name:false</c> outside quotes; two of a name must agree.</summary>
    private static bool TryRead(ReadOnlySpan<char> members, string name, out bool isTrue)
    {
        isTrue = true;
        var isThere = false;
        while (!members.IsEmpty)
        {
            var end = EndOfMember(members);
            var member = members[..end].Trim();
            members = members[Math.Min(end + 1, members.Length)..];
            var colon = member.IndexOf(':');
            if (colon < 0)
                return false;
            if (!member[..colon].Trim().Trim("'\"").SequenceEqual(name))
                continue;
            isThere = true;
            var value = member[(colon + 1)..].Trim();
            if (value is not ("true" or "false"))
                return false;
            isTrue &= value is "true";
        }

        return isThere;
    }

    private static int EndOfMember(ReadOnlySpan<char> members)
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
