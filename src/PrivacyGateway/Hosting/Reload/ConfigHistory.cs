namespace PrivacyGateway.Hosting.Reload;

/// <summary>The latest entries of the history of reloads: a file that changes every second does not fill the memory.</summary>
internal sealed class ConfigHistory(ConfigEvent first)
{
    private const int Most = 20;

    private volatile ConfigEvent[] _latest = [first];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<ConfigEvent> Latest => _latest;

    /// <summary>One call at a time.</summary>
    public void Add(ConfigEvent entry) => _latest = [entry, .. _latest.Take(Most - 1)];
}
