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

    /// <summary>What else a request must meet, and the order: two routes for one host and path differ in it.</summary>
    public string Conditions { get; init; } = "";
}
