using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Rewrites responses according to the hit's decision.</summary>
internal sealed class ResponsePolicy
{
    private readonly PolicyConfig _config;
    private readonly LevelRules _level;
    private readonly ResponseRewriter _responses;
    private readonly ResponseRewriter _optOutResponses;
    private readonly ResponseRewriter _optInResponses;
    private readonly SetCookieRewriter _guard;

    public ResponsePolicy(PolicyConfig config, LevelRules level, ParameterRules rules)
    {
        (_config, _level) = (config, level);
        var anonymousCookie = config.UserIdentification.AnonymousCookieName;
        string[] withOptOut = [.. config.AllowedSetCookies, .. config.OptOutCookies];
        _guard = new SetCookieRewriter(withOptOut, anonymousCookie, config.OptOutCookies, mayEndOptOut: false);
        _responses = new ResponseRewriter(
            new SetCookieRewriter(config.AllowedSetCookies, anonymousCookie, config.OptOutCookies, mayEndOptOut: false), rules);
        _optOutResponses = new ResponseRewriter(_guard, rules);
        _optInResponses = new ResponseRewriter(
            new SetCookieRewriter(withOptOut, anonymousCookie, config.OptOutCookies, mayEndOptOut: true), rules);
    }

    public RewrittenResponse Rewrite(ResponseHead response, Hit hit, RewriteResult outcome) => hit.Kind switch
    {
        HitKind.OptOut => RewriteOptOut(response, hit, outcome.Trace),
        _ when outcome.IsShadow => RewriteShadow(response, hit, outcome.Trace),
        _ when outcome.Decision is { IsAnonymous: false } => RewriteIdentified(response, hit, outcome.Trace),
        _ => RewriteAnonymous(response, hit, outcome.Trace),
    };

    public bool MaySet(string setCookie, Hit hit, RewriteResult outcome, DateTimeOffset now)
    {
        if (!RevokesOptOut(hit) && _guard.EndsOptOut(setCookie, now))
            return false;
        var name = new SetCookie(setCookie).Name;
        return _guard.IsAllowed(name)
            || ((outcome.IsShadow || outcome.Decision is { IsAnonymous: false, IsBlocked: false })
                && Vocabulary.FindCookie(name) is not null);
    }

    private RewrittenResponse RewriteAnonymous(ResponseHead response, Hit hit, Trace trace)
    {
        var headers = _responses.RewriteAnonymous(response, hit, trace);
        if (hit.Kind == HitKind.Static)
            return new RewrittenResponse(headers, response.IsRedirect ? LocalResponse.NotFound : null);

        if (response.IsRedirect && !_level.ServesLocalResponse && response.FindHeader("Location") is { } location
            && _responses.IsSafeRedirect(location))
        {
            headers.Add(new HeaderLine("Location", location));
            return new RewrittenResponse(headers);
        }

        // Preserve server errors; otherwise the pixel would take the hit for delivered.
        if (response.IsServerError)
            return _level.ServesLocalResponse
                ? new RewrittenResponse(headers, new LocalResponse(response.Status)) : new RewrittenResponse(headers);
        return response.IsRedirect || _level.ServesLocalResponse
            ? new RewrittenResponse(headers, hit.Kind == HitKind.Batch ? LocalResponse.Empty : LocalResponse.Gif)
            : new RewrittenResponse(headers);
    }

    /// <summary>Rewrites as for an identified browser. The trace records the headers that enforcing would strip.</summary>
    private RewrittenResponse RewriteShadow(ResponseHead response, Hit hit, Trace trace)
    {
        RewriteAnonymous(response, hit, trace);
        return RewriteIdentified(response, hit, Trace.CreateForRules());
    }

    private RewrittenResponse RewriteIdentified(ResponseHead response, Hit hit, Trace trace)
    {
        var headers = _responses.RewriteIdentified(response, hit, trace);
        if (response.IsRedirect && response.FindHeader("Location") is { } location)
            headers.Add(new HeaderLine("Location", location));
        return new RewrittenResponse(headers);
    }

    /// <summary>Whether the hit deletes the opt-out. Such calls from other sites have been refused before.</summary>
    private static bool RevokesOptOut(Hit hit) => hit.Kind == HitKind.OptOut && OptOutCookie.IsDeletion(hit.Target.Query);

    /// <summary>
    /// The opt-out does not depend on the track domain's response: the gateway
    /// sets the cookie itself and follows only redirects that the owner allows.
    /// </summary>
    private RewrittenResponse RewriteOptOut(ResponseHead response, Hit hit, Trace trace)
    {
        var headers = (RevokesOptOut(hit) ? _optInResponses : _optOutResponses).RewriteAnonymous(response, hit, trace);
        if (_config.OptOutCookies is [var first, ..])
        {
            headers.RemoveAll(header => header.Is("Set-Cookie") && new SetCookie(header.Value).Name.SequenceEqual(first));
            headers.Add(OptOutCookie.Create(hit.Target.Query, first, _config.CookieDomain));
        }

        if (!response.IsRedirect)
            return new RewrittenResponse(headers);
        if (response.FindHeader("Location") is not { } location || !RedirectTarget.IsAllowed(location, _config.OptOutRedirects))
            return new RewrittenResponse(headers, LocalResponse.Gif);
        headers.Add(new HeaderLine("Location", location));
        return new RewrittenResponse(headers);
    }
}
