namespace PrivacyGateway.Configuration;

/// <summary>A route: the hosts and path it serves, and the policy it serves them under.</summary>
/// <param name="Id">YARP's name for it.</param>
/// <param name="Hosts">Without port, lower case, international names in ASCII; a wildcard begins with <c>*.</c>.</param>
/// <param name="Path">YARP's path pattern.</param>
/// <param name="Policy">A policy's name, or <see cref="NoPolicy"/>.</param>
/// <param name="ClusterId">Where it leads.</param>
internal sealed record RouteConfig(string Id, IReadOnlyList<string> Hosts, string Path, string Policy, string ClusterId)
{
    /// <summary>Must be written to forward without a policy.</summary>
    public const string NoPolicy = "none";

    /// <summary>The path pattern of a route that names none.</summary>
    public const string EveryPath = "/{**catch-all}";

    /// <summary>The other conditions of the route and its order: two routes for one host and path differ in them.</summary>
    public string Conditions { get; init; } = "";
}

/// <summary>A destination of a cluster.</summary>
/// <param name="Cluster">The cluster that it belongs to.</param>
/// <param name="Path">Where it stands in the file.</param>
/// <param name="Address">As written.</param>
/// <param name="AllowsPlainHttp">The cluster's <c>Metadata.AllowPlainHttp</c>.</param>
internal sealed record DestinationConfig(string Cluster, string Path, string Address, bool AllowsPlainHttp)
{
    /// <summary>The name that it is asked for; null for the address's own.</summary>
    public string? Host { get; init; }
}
