namespace PrivacyGateway.Faults;

/// <summary>The public names that the gateway under test serves, each with its policy.</summary>
internal static class GatewayHosts
{
    /// <summary>Identified hits may not be spooled.</summary>
    public const string Track = "track.shop.example";

    /// <summary>Identified hits may be spooled.</summary>
    public const string Keeping = "keeping.shop.example";

    /// <summary>Leads to another track domain, where a row has one.</summary>
    public const string Neighbour = "neighbour.shop.example";

    /// <summary>Anonymous hits are always spooled first.</summary>
    public const string Queued = "queued.shop.example";
}
