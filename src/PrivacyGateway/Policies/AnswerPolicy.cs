using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>The same decision on the way back.</summary>
internal sealed class AnswerPolicy(PolicyConfig config, LevelRules level, ParameterRules rules)
{
    private readonly AnswerRewriter _answers = new(Cookies(config, config.AllowedSetCookies), rules);
    private readonly AnswerRewriter _optOutAnswers = new(Cookies(config, [.. config.AllowedSetCookies, .. config.OptOutCookies]), rules);
    private readonly SetCookieRewriter _guard = Cookies(config, [.. config.AllowedSetCookies, .. config.OptOutCookies]);

    public RewrittenAnswer Rewrite(Answer answer, Hit hit, HitOutcome outcome) => hit.Kind switch
    {
        HitKind.OptOut => OptOut(answer, hit, outcome.Trace),
        _ when outcome.IsShadow => Shadow(answer, hit, outcome.Trace),
        _ when outcome.Decision is { IsAnonymous: false } => Identified(answer, outcome.Trace),
        _ => Anonymous(answer, hit, outcome.Trace),
    };

    public bool MaySet(string setCookie, HitOutcome outcome)
    {
        var name = new SetCookie(setCookie).Name;
        return _guard.IsAllowed(name)
            || ((outcome.IsShadow || outcome.Decision is { IsAnonymous: false, IsBlocked: false }) && Vocabulary.FindCookie(name) is not null);
    }

    private RewrittenAnswer Anonymous(Answer answer, Hit hit, Trace trace)
    {
        var headers = _answers.Anonymous(answer, trace);
        if (hit.Kind == HitKind.Static)
            return new RewrittenAnswer(headers, answer.IsRedirect ? OwnAnswer.NotFound : null);

        if (answer.IsRedirect && !level.AnswersItself && answer.Header("Location") is { } location && _answers.IsHarmlessRedirect(location))
        {
            headers.Add(new HeaderLine("Location", location));
            return new RewrittenAnswer(headers);
        }

        // A server error stays one, or the pixel would take the hit for delivered.
        if (answer.IsServerError)
            return level.AnswersItself ? new RewrittenAnswer(headers, new OwnAnswer(answer.Status)) : new RewrittenAnswer(headers);
        return answer.IsRedirect || level.AnswersItself
            ? new RewrittenAnswer(headers, hit.Kind == HitKind.Batch ? OwnAnswer.Empty : OwnAnswer.Gif)
            : new RewrittenAnswer(headers);
    }

    /// <summary>As to an identified browser; what an anonymous one would not have got is only noted.</summary>
    private RewrittenAnswer Shadow(Answer answer, Hit hit, Trace trace)
    {
        Anonymous(answer, hit, trace);
        return Identified(answer, new Trace());
    }

    private RewrittenAnswer Identified(Answer answer, Trace trace)
    {
        var headers = _answers.Identified(answer, trace);
        if (answer.IsRedirect && answer.Header("Location") is { } location)
            headers.Add(new HeaderLine("Location", location));
        return new RewrittenAnswer(headers);
    }

    /// <summary>The opt-out holds whatever the track domain says: our cookie comes first, and a redirect leads only where the owner allows.</summary>
    private RewrittenAnswer OptOut(Answer answer, Hit hit, Trace trace)
    {
        var headers = _optOutAnswers.Anonymous(answer, trace);
        if (config.OptOutCookies is [var first, ..])
        {
            headers.RemoveAll(header => header.Is("Set-Cookie") && new SetCookie(header.Value).Name.SequenceEqual(first));
            headers.Add(OptOutCookie.SetCookie(hit.Target.Query, first, config.CookieDomain));
        }

        if (!answer.IsRedirect)
            return new RewrittenAnswer(headers);
        if (answer.Header("Location") is not { } location || !RedirectTarget.IsAllowed(location, config.OptOutRedirects))
            return new RewrittenAnswer(headers, OwnAnswer.Gif);
        headers.Add(new HeaderLine("Location", location));
        return new RewrittenAnswer(headers);
    }

    private static SetCookieRewriter Cookies(PolicyConfig config, IReadOnlyList<string> allowed) =>
        new(allowed, config.UserIdentification.AnonymousCookieName);
}
