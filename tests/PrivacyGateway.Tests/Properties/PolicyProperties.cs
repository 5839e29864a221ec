using System.Text;
using CsCheck;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Properties;

public sealed class PolicyProperties
{
    private static readonly Policy[] Policies =
    [
        SamplePolicy.Standard.Compile(), SamplePolicy.Strict.Compile(), SamplePolicy.OptIn.Compile(), SamplePolicy.FunctionOff.Compile(),
    ];

    /// <summary>Compiled once: that takes longer than a hit.</summary>
    private static readonly (Policy Shadow, Policy Enforced)[] InBothModes =
        [.. new[] { SamplePolicy.Standard, SamplePolicy.Strict, SamplePolicy.OptIn }.Select(config => ((config with { Enforce = false }).Compile(), config.Compile()))];

    private static readonly Gen<Hit> WildHits = Gen.Select(
        Gen.OneOf("GET", "HEAD", "POST", "OPTIONS", "BREW"),
        Gen.OneOf("/111111111111111/wt?", "/111111111111111/batch?", "/111111111111111/cc?a=c&", "/111111111111111/optout?duration=", "/"),
        Gen.Select(Queries.Wild, Queries.Wild),
        Gen.OneOf("Cookie", "Content-Type", "Sec-Fetch-Site", "Content-Encoding", "X-WT-IP"),
        Queries.Wild,
        (method, path, bytes, name, value) => SampleHit.Of(
            method, path + Encoding.Latin1.GetString(bytes.Item1), bytes.Item2, (name, Encoding.Latin1.GetString(value))));

    [Fact]
    public void A_policy_has_an_outcome_for_whatever_comes() => Gen.Select(Gen.OneOf(Policies), WildHits).Sample(
        (policy, hit) => Assert.NotNull(policy.Rewrite(hit)), iter: 20_000);

    [Fact]
    public void An_anonymous_hit_shows_one_marker_and_is_anonymous_to_the_next_gateway_too() => Gen.Select(Gen.OneOf(Policies), WildHits).Sample(
        (policy, hit) =>
        {
            if (policy.Rewrite(hit) is not ForwardedOutcome { Decision.IsAnonymous: true } forwarded)
                return;
            var next = SampleHit.Of(forwarded.Hit.Method, forwarded.Hit.TargetText, forwarded.Hit.Body?.ToArray() ?? [], [.. forwarded.Hit.Headers.Select(header => (header.Name, header.Value))]);
            if (hit.Kind == HitKind.Batch && hit.Body.IsEmpty && hit.Target.Query.IsEmpty)
                return; // Nothing there to be marked.
            Assert.True(Policies[3].Decide(next).IsAnonymous);
        },
        iter: 20_000,
        print: pair => $"{pair.Item2.Method} {pair.Item2.Target}\n{Convert.ToHexString(pair.Item2.Body.Span)}");

    [Fact]
    public void An_identified_hit_leaves_byte_for_byte_save_for_a_claim_about_its_address() => Gen.Select(Queries.ManyKept, Queries.Wild).Sample(
        (kept, wild) =>
        {
            var target = $"/111111111111111/wt?{string.Join('&', kept)}&x={Encoding.Latin1.GetString(wild)}";
            if (Policies[3].Rewrite(SampleHit.Of("GET", target, "")) is not ForwardedOutcome { Decision.IsAnonymous: false } forwarded)
                return;
            Assert.Equal(target, forwarded.Hit.TargetText);
        },
        iter: 20_000);

    [Fact]
    public void A_hit_in_shadow_mode_leaves_as_an_identified_one_and_its_trace_is_the_enforced_ones() => Gen.Select(Gen.OneOf(InBothModes), WildHits).Sample(
        (policy, wild) =>
        {
            var hit = wild with { Headers = [.. wild.Headers, new HeaderLine("Cookie", "miCookieOptOut=0; wtstp_eid=1; PHPSESSID=1")] };
            if (policy.Shadow.Rewrite(hit) is not ForwardedOutcome { IsShadow: true } shadow)
                return;
            var identified = Assert.IsType<ForwardedOutcome>(Policies[3].Rewrite(hit));
            Assert.Equal(identified.Hit.TargetText, shadow.Hit.TargetText);
            Assert.Equal(identified.Hit.Headers, shadow.Hit.Headers);
            Assert.Equal(identified.Hit.Body.GetValueOrDefault().ToArray(), shadow.Hit.Body.GetValueOrDefault().ToArray());
            Assert.Equal(policy.Enforced.Rewrite(hit).Trace.Entries, shadow.Trace.Entries);
        },
        iter: 5_000,
        print: pair => $"{pair.Item2.Method} {pair.Item2.Target}\n{Convert.ToHexString(pair.Item2.Body.Span)}");

    [Fact]
    public void With_the_marker_or_an_opt_out_cookie_shadow_mode_makes_no_difference() => Gen.Select(Gen.OneOf(InBothModes), WildHits, Gen.Bool).Sample(
        (policy, wild, isMarked) =>
        {
            var hit = isMarked
                ? wild with { Target = HitTarget.Parse($"{wild.Target}&nc=1") }
                : wild with { Headers = [.. wild.Headers, new HeaderLine("Cookie", "webtrekkOptOut=1")] };
            var (shadow, enforced) = (policy.Shadow.Rewrite(hit), policy.Enforced.Rewrite(hit));
            Assert.False(shadow.IsShadow);
            Assert.Equal((enforced as ForwardedOutcome)?.Hit.TargetText, (shadow as ForwardedOutcome)?.Hit.TargetText);
            Assert.Equal((enforced as ForwardedOutcome)?.Hit.IsAnonymous, (shadow as ForwardedOutcome)?.Hit.IsAnonymous);
        },
        iter: 5_000);

    [Fact]
    public void An_answer_is_rewritten_whatever_it_says() => Gen.Select(
        Gen.OneOf(Policies), Gen.OneOf(200, 204, 302, 404, 503), Gen.OneOf("Set-Cookie", "Location", "Cache-Control", "ETag"), Queries.Wild).Sample(
        (policy, status, name, value) =>
        {
            var hit = SampleHit.Get("p=1&nc=1");
            var answer = SampleAnswer.Of(status, (name, Encoding.Latin1.GetString(value)));
            Assert.DoesNotContain("ETag", policy.Rewrite(answer, hit, policy.Rewrite(hit)).Headers.Select(header => header.Name));
        },
        iter: 20_000);
}
