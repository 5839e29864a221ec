using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding;

/// <summary>YARP's half of a configuration: its routes and clusters, read and checked by YARP's own code.</summary>
internal sealed record ProxyRoutes(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters);
