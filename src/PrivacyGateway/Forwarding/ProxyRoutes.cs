using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding;

/// <summary>YARP's section of a configuration: routes and clusters, read and validated by YARP.</summary>
internal sealed record ProxyRoutes(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters);
