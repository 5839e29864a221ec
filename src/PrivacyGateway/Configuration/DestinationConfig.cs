namespace PrivacyGateway.Configuration;

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
