using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>Any other platform's cookie, read by the operator's own pattern.</summary>
internal sealed class CookieMatchSignal(string name, CookieMatchConfig config, CookiePattern pattern, PlatformRole role) : Signal
{
    private readonly PlatformVotes _votes = new($"cookie:{name}", role);

    public override Vote Ask(Hit hit)
    {
        Vote? answer = null;
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Name.SequenceEqual(config.Cookie))
                answer = PlatformVotes.Worse(answer, Judge(cookie.Value));
        }

        return answer ?? (config.Means == ConsentMeaning.Granted ? _votes.Unanswered : _votes.Silent);
    }

    private Vote Judge(ReadOnlySpan<char> value)
    {
        using var text = new DecodedCookie(value.Length);
        if (!text.TryDecode(value, config.Decode, out var decoded))
            return _votes.Unreadable;
        return (config.Means, pattern.Matches(decoded)) switch
        {
            (ConsentMeaning.Granted, true) => _votes.Granted,
            (ConsentMeaning.Granted, false) => _votes.Unproven,
            (ConsentMeaning.Denied, true) => _votes.Denied,
            _ => _votes.Silent,
        };
    }
}
