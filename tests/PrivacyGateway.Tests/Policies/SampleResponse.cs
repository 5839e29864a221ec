using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Policies;

/// <summary>Responses of the track domain, and their rewritten form.</summary>
internal static class SampleResponse
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static ResponseHead Create(int status, params (string Name, string Value)[] headers) =>
        new(status, [.. headers.Select(header => new HeaderLine(header.Name, header.Value))], "track.shop.example", Now);

    /// <summary>Sends the hit through the policy, and the response back through it.</summary>
    public static RewrittenResponse Rewrite(PolicyConfig config, Hit hit, ResponseHead response)
    {
        var policy = config.Compile();
        return policy.Rewrite(response, hit, policy.Rewrite(hit));
    }

    /// <summary>The rewritten form of one <c>Set-Cookie</c> header.</summary>
    public static IEnumerable<string> SetCookies(PolicyConfig config, Hit hit, string line) =>
        Rewrite(config, hit, Create(200, ("Set-Cookie", line))).Headers.Where(header => header.Is("Set-Cookie")).Select(
            header => header.Value);
}
