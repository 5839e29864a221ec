using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>
/// A policy ready to run, immutable: one object answers for a request from its first byte to the last of its answer,
/// however often the file is reloaded meanwhile.
/// </summary>
internal sealed class Policy(
    string name,
    PolicyConfig config,
    Decider decider,
    PageComparison page,
    HitRewriter hits,
    AnswerPolicy answers)
{
    public string Name => name;

    public PolicyConfig Config => config;

    /// <summary>What the consent endpoints write.</summary>
    public ConsentCookies Cookies { get; } = new(config);

    /// <summary>What the request is for, under this policy's static paths.</summary>
    public HitKind Classify(ReadOnlySpan<byte> path) => StaticPath.Covers(config.StaticPaths, path) ? HitKind.Static : Dialect.Classify(path);

    /// <summary>Every signal's vote.</summary>
    public IReadOnlyList<Vote> Votes(Hit hit) => decider.Votes(hit);

    /// <summary>Identified, anonymous or blocked.</summary>
    public Decision Decide(Hit hit) => decider.Decide(hit);

    /// <summary>The mismatches of page and policy that <see cref="Compare"/> can find.</summary>
    public IReadOnlyList<string> PageMismatches => page.Kinds;

    /// <summary>How the page contradicts this policy, or null.</summary>
    public string? Compare(Hit hit, Decision decision) => page.Compare(hit, decision);

    /// <summary>What becomes of a hit, with all names in its trace.</summary>
    public HitOutcome Rewrite(Hit hit) => Rewrite(hit, new Trace());

    /// <summary>What becomes of a hit. Order matters.</summary>
    public HitOutcome Rewrite(Hit hit, Trace trace)
    {
        // 1. What no pixel sends is refused before anything is decided.
        if (Admission.Refuse(hit, config) is { } refusal)
            return new AnsweredOutcome(refusal, null, trace);

        // 2. Neither the pixel's own files nor the wish to be left alone are hits; they go without an identity, whoever asks.
        if (hit.Kind == HitKind.Static)
            return new ForwardedOutcome(hits.StaticFile(hit, trace), null, trace);

        // A page of another site neither takes an opt-out back nor shortens one.
        if (hit.Kind == HitKind.OptOut && FetchMetadata.IsCrossSite(hit) && (OptOutCookie.IsDeletion(hit.Target.Query) || Cookies.ShowsOptOut(hit)))
            return new AnsweredOutcome(OwnAnswer.Gif, null, trace);
        if (hit.Kind == HitKind.OptOut)
            return new ForwardedOutcome(hits.OptOut(hit, trace), null, trace);

        // 3. The decision, once; the answer will use the same one.
        var decision = Decide(hit);
        if (decision.IsBlocked)
            return new AnsweredOutcome(OwnAnswerTo(hit), decision, trace);
        if (!decision.IsAnonymous)
            return new ForwardedOutcome(hits.Identified(hit, trace), decision, trace);

        // 4. A body that cannot be read has no anonymous form, and might say nc=1.
        if (hit.BodyFormat == BodyFormat.Unreadable)
            return new AnsweredOutcome(OwnAnswer.UnsupportedMediaType, decision, trace);

        // 5. In shadow mode the anonymous form is made for its trace, and the identified one leaves: unless nc=1 or an opt-out cookie spoke.
        var enforced = RewriteAnonymous(hit, decision, trace);
        return config.Enforce || decision.IsBinding
            ? enforced
            : new ForwardedOutcome(hits.Identified(hit, Trace.OfRules()), decision, trace, enforced);
    }

    /// <summary>What of the track domain's answer goes back to the browser.</summary>
    public RewrittenAnswer Rewrite(Answer answer, Hit hit, HitOutcome outcome) => answers.Rewrite(answer, hit, outcome);

    /// <summary>Whether a <c>Set-Cookie</c> line may go to the browser: the last guard asks about each, whoever added it.</summary>
    public bool MaySet(string setCookie, HitOutcome outcome) => answers.MaySet(setCookie, outcome);

    /// <summary>
    /// What goes to the browser with any answer to this hit, also the gateway's own: after the visitor's own word the identity cookies go.
    /// Never after <c>nc=1</c> alone or for want of a proof.
    /// </summary>
    public IReadOnlyList<HeaderLine> AnswerCookies(Hit hit, HitOutcome outcome) => outcome switch
    {
        // What is not enforced deletes nothing either.
        { IsShadow: true } => [],
        { Decision.IsVisitors: true } => Cookies.ExpireIdentity(hit),
        ForwardedOutcome when hit.Kind == HitKind.OptOut && !OptOutCookie.IsDeletion(hit.Target.Query) && !FetchMetadata.IsCrossSite(hit) => Cookies.ExpireIdentity(hit),
        _ => [],
    };

    /// <summary>A service that only deals in identities has no anonymous form.</summary>
    private HitOutcome RewriteAnonymous(Hit hit, Decision decision, Trace trace) => hit.Kind is HitKind.CookieControl or HitKind.CrossDevice
        ? new AnsweredOutcome(OwnAnswerTo(hit), decision, trace)
        : new ForwardedOutcome(hits.Anonymous(hit, trace), decision, trace);

    /// <summary>What the browser gets for a hit of which the gateway takes care, or that was withheld on purpose.</summary>
    public static OwnAnswer OwnAnswerTo(Hit hit) => hit.Kind switch
    {
        HitKind.Batch => OwnAnswer.Empty,
        HitKind.CookieControl when ParameterSearch.IsIn(hit, "a", "c"u8) => OwnAnswer.Script,
        _ => OwnAnswer.Gif,
    };
}
