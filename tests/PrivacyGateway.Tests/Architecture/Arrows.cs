namespace PrivacyGateway.Tests.Architecture;

/// <summary>Who may import whom, as <c>design.md</c> ("Rooms") draws it.</summary>
internal static class Arrows
{
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Program"] = ["Cli"],
        ["Cli"] = ["Hosting", "Policies", "Rewriting", "Consent", "Hits", "Configuration", "Diagnostics"],
        ["Hosting"] = ["Endpoints", "Forwarding", "Inspection", "Spooling", "Sending", "Caching", "Policies", "Configuration", "Diagnostics"],
        ["Endpoints"] = ["Inspection", "Policies", "Consent", "Hits", "Configuration", "Diagnostics"],
        ["Forwarding"] = ["Spooling", "Caching", "Inspection", "Sending", "Policies", "Rewriting", "Consent", "Hits", "Configuration", "Diagnostics"],
        ["Inspection"] = ["Policies", "Rewriting", "Consent", "Hits", "Configuration"],
        ["Spooling"] = ["Sending", "Policies", "Hits", "Configuration", "Diagnostics"],
        ["Sending"] = ["Policies", "Hits", "Configuration", "Diagnostics"],
        ["Caching"] = ["Configuration", "Diagnostics"],
        ["Policies"] = ["Rewriting", "Consent", "Hits", "Configuration"],
        ["Rewriting"] = ["Consent", "Hits", "Configuration"],
        ["Consent"] = ["Hits", "Configuration"],
        ["Configuration"] = ["Hits"],
        ["Hits"] = [],
        ["Diagnostics"] = [],
    };

    /// <summary>No web, no clock, no disk, no network.</summary>
    public static IReadOnlyList<string> PlainRooms { get; } = ["Hits", "Consent", "Rewriting", "Policies"];
}
