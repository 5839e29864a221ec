using PrivacyGateway.Configuration;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Forwarding.Synthetic;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>A configuration that was read and checked whole, by the gateway and by YARP: what <c>serve</c> starts with and what a reload swaps in.</summary>
/// <param name="Text">The file's text.</param>
/// <param name="Gateway">The gateway's own part.</param>
/// <param name="Routes">YARP's part.</param>
/// <param name="Json">The merged tree, for the sections that .NET itself reads.</param>
/// <param name="Hits">Served on trial, one for every host of every route.</param>
internal sealed record CheckedConfig(string Text, GatewayConfig Gateway, ProxyRoutes Routes, string Json, IReadOnlyList<SyntheticHit> Hits);
