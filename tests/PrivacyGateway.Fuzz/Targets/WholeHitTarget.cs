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
    private static readonly HashSet<string> AllowedHeaders =
        new(StringComparer.OrdinalIgnoreCase) { "Accept", "Accept-Language", "User-Agent", "Content-Type", "CDN-Loop" };

    public override IReadOnlyList<byte[]> Seeds => Captures.Real.Requests;

    public override void Run(ReadOnlySpan<byte> input)
    {
        Run(input, FuzzPolicies.OptOut);
        Run(input, FuzzPolicies.OptInStrict);
    }

    protected override void AddFromGrammar(Draft draft, Dice dice) => RequestGrammar.AddRequest(draft, dice);

    private static readonly Destination Destination = new("primary", "http://track-domain.test:80/", host: null,
        new DestinationHealth(static () => new TrackDomainConfig(), TimeProvider.System));

    private static void Run(ReadOnlySpan<byte> input, Policy policy)
    {
        if (RequestText.Read(input, policy) is not { } hit || policy.Rewrite(hit) is not ForwardResult { Hit: var sent } outcome)
            return;

        Finding.Unless(
            WireMessage.CreateUrl(Destination, sent).PathAndQuery == sent.TargetText, "the platform changes the target on its way");
        if (outcome.Decision is { IsAnonymous: false })
            CheckIdentified(hit, sent, outcome);
        else
            CheckAnonymous(hit, sent, policy);
    }

    private static void CheckIdentified(Hit hit, RewrittenHit sent, ForwardResult outcome)
    {
        Finding.Unless(outcome.Trace.Lines.Unreadable > 0 || sent.Body is not { } body || body.Span.SequenceEqual(hit.Body.Span),
            "an identified body was changed");
        QueryCheck.IsUntouched(sent.Target.Span, hit.Target.PathAndQuery.Span);
        foreach (var range in hit.Target.Query.Split((byte)'&'))
            Finding.Unless(!hit.Target.Query[range].SequenceEqual("nc=1"u8), "a hit that says nc=1 is identified");
    }

    private static bool HasOddBytes(RewrittenHit sent) =>
        sent.Target.Span.ContainsAnyInRange((byte)0x80, (byte)0xFF)
            || (sent.Body?.Span.ContainsAnyInRange((byte)0x80, (byte)0xFF) ?? false);

    private static void CheckAnonymous(Hit hit, RewrittenHit sent, Policy policy)
    {
        // An identifier's value with invalid UTF-8 between its characters is found by the guard alone, which fails closed.
        Finding.Unless(HasOddBytes(sent) || EgressGuard.Find(sent) is null, "the guard refuses a rewritten hit");
        Finding.Unless(sent.Headers.All(header => AllowedHeaders.Contains(header.Name)
            || (header.Is("Cookie") && hit.Kind == HitKind.OptOut)), "an unlisted header is forwarded");

        var query = Encoding.Latin1.GetBytes(sent.TargetText.Split('?', 2) is [_, var text] ? text : "");
        var body = sent.Body.GetValueOrDefault();
        Finding.Unless(
            LenientReader.FindIdentity(query) is null && LenientReader.FindIdentityInLines(body.Span) is null,
            "a careless reader finds an identifier in the rewritten text");
        Finding.Unless(
            !sent.TargetText.AsSpan().ContainsAnyExceptInRange('!', '~'), "a character is forwarded in the target that no target has");

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

    /// <summary>The forwarded hit is itself anonymous, and a second rewrite does not change it.</summary>
    private static void CheckTwice(Hit hit, RewrittenHit sent, Policy policy)
    {
        // A repeated identifier is stripped after the marker was written, so that the next reader puts its marker elsewhere.
        if (!sent.Stripped.IsEmpty)
            return;

        // A batch without a line is not a hit and has no place for a marker.
        if (hit.Kind == HitKind.Batch && sent.Body.GetValueOrDefault().Span.TrimEnd("\r\n"u8).IsEmpty)
            return;

        var again = new Hit(sent.Method, hit.Kind, Hits.HitTarget.Parse(sent.TargetText), sent.Headers, sent.Body.GetValueOrDefault());

        // Without the first parameter, a line may no longer begin like a hit, and would be refused.
        if (again.BodyFormat == BodyFormat.Unreadable || !LinesCheck.Readable(again.Body.Span).AsSpan().SequenceEqual(again.Body.Span))
            return;

        Finding.Unless(
            policy.Rewrite(again) is ForwardResult { Decision.IsAnonymous: true, Hit: var second }
            && second.TargetText == sent.TargetText
            && second.Body.GetValueOrDefault().Span.SequenceEqual(sent.Body.GetValueOrDefault().Span),
            "rewriting is not idempotent");
    }
}
