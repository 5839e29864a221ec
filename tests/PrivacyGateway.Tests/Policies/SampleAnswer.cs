using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Policies;

/// <summary>Answers of the track domain, and what of them goes back.</summary>
internal static class SampleAnswer
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static Answer Of(int status, params (string Name, string Value)[] headers) =>
        new(status, [.. headers.Select(header => new HeaderLine(header.Name, header.Value))], "track.shop.example", Now);

    /// <summary>Sends the hit through the policy, and the answer back through it.</summary>
    public static RewrittenAnswer Rewrite(PolicyConfig config, Hit hit, Answer answer)
    {
        var policy = config.Compile();
        return policy.Rewrite(answer, hit, policy.Rewrite(hit));
    }

    /// <summary>What is left of one <c>Set-Cookie</c> line.</summary>
    public static IEnumerable<string> SetCookies(PolicyConfig config, Hit hit, string line) =>
        Rewrite(config, hit, Of(200, ("Set-Cookie", line))).Headers.Where(header => header.Is("Set-Cookie")).Select(header => header.Value);
}
