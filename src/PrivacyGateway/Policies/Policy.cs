using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>
/// A compiled, immutable policy. A request uses the same policy for its hit and its response,
/// even if the configuration is reloaded meanwhile.
/// </summary>
internal sealed class Policy(
    string name,
    PolicyConfig config,
    SignalEvaluator signals,
    PageComparison page,
    HitRewriter hits,
    ResponsePolicy responses)
{
    public string Name => name;

    public PolicyConfig Config => config;

    /// <summary>The cookies of the consent endpoints.</summary>
    public ConsentCookies Cookies { get; } = new(config);

    /// <summary>Classifies a path, taking this policy's static paths into account.</summary>
    public HitKind Classify(ReadOnlySpan<byte> path) =>
        StaticPath.Covers(config.StaticPaths, path) ? HitKind.Static : Dialect.Classify(path);

    /// <summary>Returns every signal's vote.</summary>
    public IReadOnlyList<Vote> EvaluateSignals(Hit hit) => signals.EvaluateAll(hit);

    /// <summary>Decides whether a hit is identified, anonymous or blocked.</summary>
    public Decision Decide(Hit hit) => signals.Evaluate(hit);

    /// <summary>The mismatches of page and policy that <see cref="ComparePage"/> can detect.</summary>
    public IReadOnlyList<string> PageMismatches => page.Kinds;

    /// <summary>Returns how the page contradicts this policy; null if it does not.</summary>
    public string? ComparePage(Hit hit, Decision decision) => page.Compare(hit, decision);

    /// <summary>Rewrites a hit and records all names in its trace.</summary>
    public RewriteResult Rewrite(Hit hit) => Rewrite(hit, new Trace());

    /// <summary>Rewrites a hit. The order of the steps matters.</summary>
    public RewriteResult Rewrite(Hit hit, Trace trace)
    {
        // 1. Requests that no pixel sends are refused before any decision.
        if (Admission.FindRefusal(hit, config) is { } refusal)
            return new LocalResult(refusal, null, trace);

        // 2. Static files and opt-out calls are not hits; forwarded without identifiers for everyone.
        if (hit.Kind == HitKind.Static)
            return new ForwardResult(hits.RewriteStaticFile(hit, trace), null, trace);

        // A page of another site must not delete or shorten an opt-out.
        if (hit.Kind == HitKind.OptOut && (FetchMetadata.IsCrossSite(hit) || PageOrigin.IsForeign(hit, config))
            && (OptOutCookie.IsDeletion(hit.Target.Query) || Cookies.HasOptOut(hit)))
            return new LocalResult(LocalResponse.Gif, null, trace);
        if (hit.Kind == HitKind.OptOut)
            return new ForwardResult(hits.RewriteOptOut(hit, trace), null, trace);

        // 3. Decide once; the response uses the same decision.
        var decision = Decide(hit);
        if (decision.IsBlocked)
            return new LocalResult(CreateLocalResponse(hit), decision, trace);
        if (!decision.IsAnonymous)
            return new ForwardResult(hits.RewriteIdentified(hit, trace), decision, trace);

        // 4. A server's batch contains several visitors, one per line, so each line is decided by its own marker.
        if (IsDecidedByLine(hit, decision))
            return new ForwardResult(hits.RewriteMixed(hit, trace), decision with { IsMixed = true }, trace);

        // 5. An unreadable body has no anonymous form, and might contain nc=1.
        if (hit.BodyFormat == BodyFormat.Unreadable)
            return new LocalResult(LocalResponse.UnsupportedMediaType, decision, trace);

        // 6. Shadow mode builds the anonymous form for its trace and forwards
        // the identified one, unless a vote is binding (nc=1, opt-out cookie).
        var enforced = RewriteAnonymous(hit, decision, trace);
        return config.Enforce || decision.IsBinding
            ? enforced
            : new ForwardResult(hits.RewriteIdentified(hit, Trace.CreateForRules()), decision, trace, enforced);
    }

    /// <summary>Rewrites the track domain's response for the browser.</summary>
    public RewrittenResponse Rewrite(ResponseHead response, Hit hit, RewriteResult outcome) => responses.Rewrite(response, hit, outcome);

    /// <summary>
    /// Whether a <c>Set-Cookie</c> header may be sent to the browser. Checked last for every such header, whichever component added it.
    /// </summary>
    public bool MaySet(string setCookie, Hit hit, RewriteResult outcome, DateTimeOffset now) =>
        responses.MaySet(setCookie, hit, outcome, now);

    /// <summary>
    /// Creates the cookies for any response to this hit, local responses included: identity cookies expire after the visitor's own choice,
    /// but not after <c>nc=1</c> alone or because a proof of consent is missing.
    /// </summary>
    public IReadOnlyList<HeaderLine> CreateResponseCookies(Hit hit, RewriteResult outcome) => outcome switch
    {
        // A decision that is not enforced deletes nothing.
        { IsShadow: true } => [],
        { Decision.IsVisitorsChoice: true } => Cookies.ExpireIdentity(hit),
        ForwardResult when hit.Kind == HitKind.OptOut && !OptOutCookie.IsDeletion(hit.Target.Query)
            && !FetchMetadata.IsCrossSite(hit) => Cookies.ExpireIdentity(hit),
        _ => [],
    };

    private bool IsDecidedByLine(Hit hit, Decision decision)
    {
        if (config.UserIdentification.EnableAnonymousFunction || decision.DecidingVote.Signal != MarkerSignal.Name || !hits.IsMixed(hit))
            return false;

        foreach (var vote in EvaluateSignals(hit))
        {
            if (vote.Stance > Stance.Identified && vote.Signal != MarkerSignal.Name)
                return false;
        }

        return true;
    }

    /// <summary>Services that only exchange identifiers have no anonymous form.</summary>
    private RewriteResult RewriteAnonymous(Hit hit, Decision decision, Trace trace) =>
        hit.Kind is HitKind.CookieControl or HitKind.CrossDevice
        ? new LocalResult(CreateLocalResponse(hit), decision, trace)
        : new ForwardResult(hits.RewriteAnonymous(hit, trace), decision, trace);

    /// <summary>Creates the response to a hit that the gateway spools or deliberately does not forward.</summary>
    public static LocalResponse CreateLocalResponse(Hit hit) => hit.Kind switch
    {
        HitKind.Batch => LocalResponse.Empty,
        HitKind.CookieControl when ParameterSearch.Contains(hit, "a", "c"u8) => LocalResponse.Script,
        _ => LocalResponse.Gif,
    };
}
