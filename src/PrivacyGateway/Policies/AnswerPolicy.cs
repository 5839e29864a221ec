using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>The same decision on the way back.</summary>
internal sealed class AnswerPolicy
{
    private readonly PolicyConfig _config;
    private readonly LevelRules _level;
    private readonly AnswerRewriter _answers;
    private readonly AnswerRewriter _optOutAnswers;
    private readonly SetCookieRewriter _guard;

    public AnswerPolicy(PolicyConfig config, LevelRules level, ParameterRules rules)
    {
        (_config, _level) = (config, level);
        var anonymousCookie = config.UserIdentification.AnonymousCookieName;
        _answers = new AnswerRewriter(new SetCookieRewriter(config.AllowedSetCookies, anonymousCookie), rules);
        _guard = new SetCookieRewriter([.. config.AllowedSetCookies, .. config.OptOutCookies], anonymousCookie);
        _optOutAnswers = new AnswerRewriter(_guard, rules);
    }

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

        if (answer.IsRedirect && !_level.AnswersItself && answer.Header("Location") is { } location && _answers.IsHarmlessRedirect(location))
        {
            headers.Add(new HeaderLine("Location", location));
            return new RewrittenAnswer(headers);
        }

        // A server error stays one, or the pixel would take the hit for delivered.
        if (answer.IsServerError)
            return _level.AnswersItself ? new RewrittenAnswer(headers, new OwnAnswer(answer.Status)) : new RewrittenAnswer(headers);
        return answer.IsRedirect || _level.AnswersItself
            ? new RewrittenAnswer(headers, hit.Kind == HitKind.Batch ? OwnAnswer.Empty : OwnAnswer.Gif)
            : new RewrittenAnswer(headers);
    }

    /// <summary>As to an identified browser; what an anonymous one would not have got is only noted.</summary>
    private RewrittenAnswer Shadow(Answer answer, Hit hit, Trace trace)
    {
        Anonymous(answer, hit, trace);
        return Identified(answer, Trace.OfRules());
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
        if (_config.OptOutCookies is [var first, ..])
        {
            headers.RemoveAll(header => header.Is("Set-Cookie") && new SetCookie(header.Value).Name.SequenceEqual(first));
            headers.Add(OptOutCookie.SetCookie(hit.Target.Query, first, _config.CookieDomain));
        }

        if (!answer.IsRedirect)
            return new RewrittenAnswer(headers);
        if (answer.Header("Location") is not { } location || !RedirectTarget.IsAllowed(location, _config.OptOutRedirects))
            return new RewrittenAnswer(headers, OwnAnswer.Gif);
        headers.Add(new HeaderLine("Location", location));
        return new RewrittenAnswer(headers);
    }
}
