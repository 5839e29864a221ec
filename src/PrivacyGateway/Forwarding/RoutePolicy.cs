using PrivacyGateway.Configuration;
using PrivacyGateway.Policies;
using YarpRoute = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding;

/// <summary>Endpoint metadata with the route's policy, so that route and policy are replaced in one step.</summary>
/// <param name="Policy">Null for a route without a policy.</param>
internal sealed record RoutePolicy(Policy? Policy)
{
    /// <summary>The key in a route's metadata that names its policy.</summary>
    private const string MetadataKey = "PrivacyPolicy";

    /// <summary>The policy's name in the route's metadata; null if it has none.</summary>
    public static string? FindName(YarpRoute? route) => route?.Metadata?.GetValueOrDefault(MetadataKey);

    /// <summary>Whether the route opts out of policies with <c>"PrivacyPolicy": "none"</c>.</summary>
    public static bool IsExempt(YarpRoute? route) => FindName(route) == RouteConfig.NoPolicy;
}
