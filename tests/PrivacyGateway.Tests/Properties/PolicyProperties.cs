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
        [.. new[] { SamplePolicy.Standard, SamplePolicy.Strict, SamplePolicy.OptIn }
            .Select(config => ((config with { Enforce = false }).Compile(), config.Compile()))];

    private static readonly Gen<Hit> WildHits = Gen.Select(
        Gen.OneOf("GET", "HEAD", "POST", "OPTIONS", "BREW"),
        Gen.OneOf("/111111111111111/wt?", "/111111111111111/batch?", "/111111111111111/cc?a=c&", "/111111111111111/optout?duration=", "/"),
        Gen.Select(Queries.Wild, Queries.Wild),
        Gen.OneOf("Cookie", "Content-Type", "Sec-Fetch-Site", "Content-Encoding", "X-WT-IP"),
        Queries.Wild,
        (method, path, bytes, name, value) => SampleHit.Create(
            method, path + Encoding.Latin1.GetString(bytes.Item1), bytes.Item2, (name, Encoding.Latin1.GetString(value))));

    [Fact]
    public void Policy_has_an_outcome_for_random_hits() => Gen.Select(Gen.OneOf(Policies), WildHits).Sample(
        (policy, hit) => Assert.NotNull(policy.Rewrite(hit)), iter: 20_000);

    [Fact]
    public void Anonymous_hit_has_one_marker_and_is_anonymous_to_the_next_gateway() => Gen.Select(Gen.OneOf(Policies), WildHits).Sample(
        (policy, hit) =>
        {
            if (policy.Rewrite(hit) is not ForwardResult { Decision.IsAnonymous: true } forwarded)
                return;
            var next = SampleHit.Create(forwarded.Hit.Method, forwarded.Hit.TargetText, forwarded.Hit.Body?.ToArray() ?? [],
                [.. forwarded.Hit.Headers.Select(header => (header.Name, header.Value))]);
            if (hit.Kind == HitKind.Batch && hit.Body.IsEmpty && hit.Target.Query.IsEmpty)
                return; // There is nothing to mark.
            Assert.True(Policies[3].Decide(next).IsAnonymous);
        },
        iter: 20_000,
        print: pair => $"{pair.Item2.Method} {pair.Item2.Target}\n{Convert.ToHexString(pair.Item2.Body.Span)}");

    [Fact]
    public void Random_identified_hit_is_forwarded_byte_for_byte_except_for_a_claimed_client_address() =>
        Gen.Select(Queries.ManyPreserved, Queries.Wild).Sample(
        (preserved, wild) =>
        {
            var target = $"/111111111111111/wt?{string.Join('&', preserved)}&x={Encoding.Latin1.GetString(wild)}";
            if (Policies[3].Rewrite(SampleHit.Create("GET", target, "")) is not ForwardResult { Decision.IsAnonymous: false } forwarded)
                return;
            Assert.Equal(target, forwarded.Hit.TargetText);
        },
        iter: 20_000);

    [Fact]
    public void Random_hit_in_shadow_mode_is_forwarded_like_an_identified_one_with_the_enforced_trace() =>
        Gen.Select(Gen.OneOf(InBothModes), WildHits).Sample(
        (policy, wild) =>
        {
            var hit = wild with { Headers = [.. wild.Headers, new HeaderLine("Cookie", "miCookieOptOut=0; wtstp_eid=1; PHPSESSID=1")] };
            if (policy.Shadow.Rewrite(hit) is not ForwardResult { IsShadow: true } shadow)
                return;
            var identified = Assert.IsType<ForwardResult>(Policies[3].Rewrite(hit));
            Assert.Equal(identified.Hit.TargetText, shadow.Hit.TargetText);
            Assert.Equal(identified.Hit.Headers, shadow.Hit.Headers);
            Assert.Equal(policy.Enforced.Rewrite(hit).Trace.Entries, shadow.Trace.Entries);
            if (shadow.Trace.Lines.Unreadable > 0)
                return; // Where visitors can be anonymous, lines that cannot be read are stripped from an identified batch too.
            Assert.Equal(identified.Hit.Body.GetValueOrDefault().ToArray(), shadow.Hit.Body.GetValueOrDefault().ToArray());
        },
        iter: 5_000,
        print: pair => $"{pair.Item2.Method} {pair.Item2.Target}\n{Convert.ToHexString(pair.Item2.Body.Span)}");

    [Fact]
    public void Shadow_mode_changes_nothing_with_the_marker_or_an_opt_out_cookie() =>
        Gen.Select(Gen.OneOf(InBothModes), WildHits, Gen.Bool).Sample(
        (policy, wild, isMarked) =>
        {
            var hit = isMarked
                ? wild with { Target = HitTarget.Parse($"{wild.Target}&nc=1") }
                : wild with { Headers = [.. wild.Headers, new HeaderLine("Cookie", "webtrekkOptOut=1")] };
            var (shadow, enforced) = (policy.Shadow.Rewrite(hit), policy.Enforced.Rewrite(hit));
            Assert.False(shadow.IsShadow);
            Assert.Equal((enforced as ForwardResult)?.Hit.TargetText, (shadow as ForwardResult)?.Hit.TargetText);
            Assert.Equal((enforced as ForwardResult)?.Hit.IsAnonymous, (shadow as ForwardResult)?.Hit.IsAnonymous);
        },
        iter: 5_000);

    [Fact]
    public void Random_response_is_rewritten_without_an_error() => Gen.Select(
        Gen.OneOf(Policies), Gen.OneOf(200, 204, 302, 404, 503), Gen.OneOf("Set-Cookie", "Location", "Cache-Control", "ETag"),
        Queries.Wild).Sample(
        (policy, status, name, value) =>
        {
            var hit = SampleHit.Get("p=1&nc=1");
            var response = SampleResponse.Create(status, (name, Encoding.Latin1.GetString(value)));
            Assert.DoesNotContain("ETag", policy.Rewrite(response, hit, policy.Rewrite(hit)).Headers.Select(header => header.Name));
        },
        iter: 20_000);
}
