using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Fuzz.Reference;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>A whole request through a whole policy, in both polarities and at both levels.</summary>
internal sealed class WholeHitTarget() : FuzzTarget("hit")
{
    private static readonly HashSet<string> MayLeave = new(StringComparer.OrdinalIgnoreCase) { "Accept", "Accept-Language", "User-Agent", "Content-Type", "CDN-Loop" };

    public override IReadOnlyList<byte[]> Seeds => Captures.Real.Requests;

    public override void Run(ReadOnlySpan<byte> input)
    {
        Run(input, FuzzPolicies.OptOut);
        Run(input, FuzzPolicies.OptInStrict);
    }

    protected override void AddFromGrammar(Draft draft, Dice dice) => RequestGrammar.AddRequest(draft, dice);

    private static readonly Destination Destination = new("primary", "http://track-domain.test:80/", host: null, new DestinationHealth(static () => new TrackDomainConfig(), TimeProvider.System));

    private static void Run(ReadOnlySpan<byte> input, Policy policy)
    {
        if (RequestText.Read(input, policy) is not { } hit || policy.Rewrite(hit) is not ForwardedOutcome { Hit: var sent } outcome)
            return;

        Finding.Unless(new OutgoingHit(Destination, sent).Address.PathAndQuery == sent.TargetText, "the platform changes the target on its way");
        if (outcome.Decision is { IsAnonymous: false })
            CheckIdentified(hit, sent);
        else
            CheckAnonymous(hit, sent, policy);
    }

    private static void CheckIdentified(Hit hit, RewrittenHit sent)
    {
        Finding.Unless(sent.Body is not { } body || body.Span.SequenceEqual(hit.Body.Span), "an identified body was changed");
        QueryCheck.IsUntouched(sent.Target.Span, hit.Target.Whole.Span);
        foreach (var range in hit.Target.Query.Split((byte)'&'))
            Finding.Unless(!hit.Target.Query[range].SequenceEqual("nc=1"u8), "a hit that says nc=1 is identified");
    }

    private static void CheckAnonymous(Hit hit, RewrittenHit sent, Policy policy)
    {
        Finding.Unless(LastLook.Find(sent) is null, "the last look fires on what was rewritten");
        Finding.Unless(sent.Headers.All(header => MayLeave.Contains(header.Name) || (header.Is("Cookie") && hit.Kind == HitKind.OptOut)), "a header leaves that is not listed");

        var query = Encoding.Latin1.GetBytes(sent.TargetText.Split('?', 2) is [_, var text] ? text : "");
        var body = sent.Body.GetValueOrDefault();
        Finding.Unless(
            LenientReader.FindIdentity(query) is null && LenientReader.FindIdentityInLines(body.Span) is null,
            "a careless reader finds an identifying name in what was rewritten");
        Finding.Unless(!sent.TargetText.AsSpan().ContainsAnyExceptInRange('!', '~'), "a character leaves in the target that no target has");

        if (hit.Kind is not (HitKind.Tracking or HitKind.Batch))
            return;
        CheckMarks(hit, query, body.Span);
        CheckTwice(hit, sent, policy);
    }

    private static void CheckMarks(Hit hit, byte[] query, ReadOnlySpan<byte> body)
    {
        var marks = LenientReader.Count(query, "nc");
        if (hit.Kind == HitKind.Batch)
            Finding.Unless(marks == (hit.Target.Query.IsEmpty ? 0 : 1), "the marker in the query of a batch is wrong");
        else
            Finding.Unless(marks == (body.IsEmpty ? 1 : 0), "the marker in the query is wrong");
        LinesCheck.AreAnonymous(body, hit.PlainBody.Span, coarsened: true);
    }

    /// <summary>What leaves is itself an anonymous hit, and stays as it is.</summary>
    private static void CheckTwice(Hit hit, RewrittenHit sent, Policy policy)
    {
        // A batch without a line is no hit and has no place for a marker.
        if (hit.Kind == HitKind.Batch && sent.Body.GetValueOrDefault().Span.TrimEnd("\r\n"u8).IsEmpty)
            return;

        var again = new Hit(sent.Method, hit.Kind, Hits.HitTarget.Parse(sent.TargetText), sent.Headers, sent.Body.GetValueOrDefault());

        // Without the parameter in front, a line may begin like something else than a hit, which would not be let in.
        if (again.BodyFormat == BodyFormat.Unreadable)
            return;

        Finding.Unless(
            policy.Rewrite(again) is ForwardedOutcome { Decision.IsAnonymous: true, Hit: var second }
            && second.TargetText == sent.TargetText
            && second.Body.GetValueOrDefault().Span.SequenceEqual(sent.Body.GetValueOrDefault().Span),
            "rewriting twice is not rewriting once");
    }
}
