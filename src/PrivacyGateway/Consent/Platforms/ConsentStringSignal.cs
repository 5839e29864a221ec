using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>An IAB consent string, in a cookie and in a parameter of the hit. All strings that are present must grant consent.</summary>
/// <param name="cookieName">The platform's cookie.</param>
/// <param name="parameter">The parameter's canonical name.</param>
/// <param name="votes">The signal's votes.</param>
internal abstract class ConsentStringSignal(string cookieName, string parameter, PlatformVotes votes) : Signal
{
    protected PlatformVotes Votes => votes;

    public override Vote Evaluate(Hit hit)
    {
        Vote? vote = null;
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Name.SequenceEqual(cookieName))
                vote = PlatformVotes.MoreRestrictive(vote, cookie.IsFolded ? votes.Unreadable : Judge(cookie.Value, hit));
        }

        var hasCookie = vote is not null;
        var values = new ParameterValues(hit, parameter);
        while (values.MoveNext())
            vote = PlatformVotes.MoreRestrictive(vote, Judge(ref values, hit));

        // A line of a batch without its own string needs one in the cookie or in the request target.
        return hasCookie || values.CoverEveryLine || vote is { Stance: Stance.Anonymous } ? vote! : votes.NoChoice;
    }

    /// <param name="text">The string as sent.</param>
    /// <param name="hit">The hit that carries it.</param>
    protected abstract Vote Judge(ReadOnlySpan<char> text, Hit hit);

    /// <summary>The page wrote the parameter, so a refusal in it is not the visitor's own choice.</summary>
    private Vote Judge(ref ParameterValues values, Hit hit)
    {
        Span<char> text = stackalloc char[ParameterValues.MaxValueLength];
        var vote = values.TryCopyTo(text, out var length) ? Judge(text[..length], hit) : votes.Unreadable;
        return vote.IsVisitorsChoice ? votes.Unproven : vote;
    }
}
