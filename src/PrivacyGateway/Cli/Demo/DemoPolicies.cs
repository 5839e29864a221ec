using System.Net;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Cli.Demo;

/// <summary>
/// Which policy judges a hit. The page has one address, so that its cookies are one
/// visitor's, and no route can name an IPv6 address: the hit's track id chooses the host.
/// </summary>
internal sealed class DemoPolicies(GatewayConfig config)
{
    private const string LocalName = "localhost";

    private static readonly Dictionary<string, string> HostByTrackId = new(StringComparer.Ordinal)
    {
        ["111111111111111"] = "opt-out.shop.localhost",
        ["222222222222222"] = "opt-out-strict.shop.localhost",
        ["333333333333333"] = "opt-in.shop.localhost",
        ["444444444444444"] = "opt-in-strict.shop.localhost",
    };

    private readonly PolicySnapshot _policies = new(config);

    /// <summary>
    /// No other name, or a site whose name leads to this machine could read the page's record, and with it the cookies of everything else
    /// that is developed on this machine.
    /// </summary>
    public static bool IsLocal(string host) => IsPage(host) || host.EndsWith($".{LocalName}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether something is recorded: a hit, or what a page asks the track domain for besides.</summary>
    public static bool IsRecorded(Arrival sent) => Dialect.Classify(HitTarget.Parse(sent.Target).Path) != HitKind.Unknown;

    /// <returns>The host whose route takes this request.</returns>
    public static string HostFor(string host, string target)
    {
        if (!IsPage(host))
            return host;
        var segments = target.Split('/', 3);
        return segments.Length == 3 ? HostByTrackId.GetValueOrDefault(segments[1], LocalName) : LocalName;
    }

    /// <returns>The explanation of the request; null for a host that no route serves.</returns>
    public Explanation? Explain(Arrival sent, string host, IPAddress? clientAddress)
    {
        if (config.FindRoute(host) is not { } route)
            return null;
        var policy = _policies.Find(route.Policy)!;
        var request = new TypedRequest(sent.Method, sent.Target, [.. sent.Headers.Where(static header => !header.Is("Host"))],
            sent.Body)
        {
            Host = host,
        };
        var hit = request.ToHit(policy, clientAddress);
        return new Explanation(request, new Judgement { Route = route.Id, Policy = policy, Hit = hit, Outcome = policy.Rewrite(hit) });
    }

    /// <summary>The same policy under the level strict; null if this one is.</summary>
    public Policy? StrictOf(Policy policy) => _policies.Find($"{policy.Name}-strict");

    private static bool IsPage(string host) =>
        IPAddress.TryParse(host, out _) || host.Equals(LocalName, StringComparison.OrdinalIgnoreCase);
}
