using PrivacyGateway.Configuration;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Forwarding.Synthetic;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// A configuration that the gateway and YARP have validated as a whole. <c>serve</c> starts with it, and a reload applies it.
/// </summary>
/// <param name="Text">The file's text.</param>
/// <param name="Gateway">The gateway's section.</param>
/// <param name="Routes">YARP's section.</param>
/// <param name="Json">The merged tree, for the sections that .NET reads.</param>
/// <param name="Hits">Synthetic hits for the routing trial, one for each host of each route.</param>
internal sealed record CheckedConfig(string Text, GatewayConfig Gateway, ProxyRoutes Routes, string Json, IReadOnlyList<SyntheticHit> Hits)
{
    /// <summary>The findings that are not errors.</summary>
    public IReadOnlyList<ConfigProblem> Warnings { get; init; } = [];
}
