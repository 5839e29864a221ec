using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// OneTrust: <c>OptanonConsent</c> holds pairs like a query, <c>groups=C0001%3A1%2CC0002%3A0</c> among them. It is there before the
/// visitor has answered; only <c>OptanonAlertBoxClosed</c> tells that there was an answer.
/// </summary>
internal sealed class OneTrustSignal(IReadOnlyList<string> groups, PlatformRole role) : Signal
{
    private readonly PlatformVotes _votes = new("onetrust", role);

    public override Vote Ask(Hit hit)
    {
        Vote? answer = null;
        var isAnswered = false;
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Name is "OptanonAlertBoxClosed")
                isAnswered |= !cookie.Value.IsEmpty;
            else if (cookie.Name is "OptanonConsent")
                answer = PlatformVotes.Worse(answer, Judge(cookie.Value));
        }

        return isAnswered && answer is not null ? answer : _votes.Unanswered;
    }

    private Vote Judge(ReadOnlySpan<char> value)
    {
        Vote? answer = null;
        foreach (var range in value.Split('&'))
        {
            // The site has changed what it asks for: the old answer is stale.
            if (value[range] is "AwaitingReconsent=true")
                answer = PlatformVotes.Worse(answer, _votes.Unanswered);
            else if (value[range].StartsWith("groups="))
                answer = PlatformVotes.Worse(answer, JudgeGroups(value[range]["groups=".Length..]));
        }

        return answer ?? _votes.Unreadable;
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

    /// <summary>Named, and nowhere with anything but <c>:1</c>.</summary>
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
