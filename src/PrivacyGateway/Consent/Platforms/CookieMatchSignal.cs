using System.Buffers;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>The cookie of any other platform, matched with the operator's pattern.</summary>
internal sealed class CookieMatchSignal(string name, CookieMatchConfig config, CookiePattern pattern, PlatformRole role) : Signal
{
    private static readonly SearchValues<char> TimeCharacters = SearchValues.Create("0123456789-:.+TZtz");

    private readonly PlatformVotes _votes = new($"cookie:{name}", role);

    public override Vote Evaluate(Hit hit)
    {
        Vote? vote = null;
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Name.SequenceEqual(config.Cookie))
                vote = PlatformVotes.MoreRestrictive(vote, cookie.IsFolded ? _votes.Unreadable : Judge(cookie.Value, hit.ReceivedAt));
        }

        return vote ?? (config.Means == ConsentMeaning.Granted ? _votes.NoChoice : _votes.NotDenied);
    }

    private Vote Judge(ReadOnlySpan<char> value, DateTimeOffset now)
    {
        using var text = new DecodedCookie(value.Length);
        if (!text.TryDecode(value, config.Decode, out var decoded))
            return _votes.Unreadable;
        return (config.Means, pattern.Matches(decoded)) switch
        {
            (ConsentMeaning.Granted, true) => JudgeAge(decoded, now),
            (ConsentMeaning.Granted, false) => _votes.Unproven,
            (ConsentMeaning.Denied, true) => _votes.Denied,
            _ => _votes.NotDenied,
        };
    }

    /// <summary>All timestamps in the cookie must be current, and at least one must be present.</summary>
    private Vote JudgeAge(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        if (config.TimestampAfter is not { } marker)
            return _votes.Granted;

        var hasTime = false;
        for (var at = text.IndexOf(marker); at >= 0; at = text.IndexOf(marker))
        {
            text = text[(at + marker.Length)..];
            var end = text.IndexOfAnyExcept(TimeCharacters);
            if (!ConsentAge.TryParse(end < 0 ? text : text[..end], out var written))
                return _votes.Unreadable;
            if (!ConsentAge.IsCurrent(written, now))
                return _votes.Outdated;
            hasTime = true;
        }

        return hasTime ? _votes.Granted : _votes.Unreadable;
    }
}
