namespace PrivacyGateway.Caching;

/// <summary>What is known about a target beside its copies.</summary>
/// <param name="Vary">Request headers that its answers depend on.</param>
/// <param name="PassUntil">Until when it is not asked for here: what came was not to be kept.</param>
internal sealed record ScriptNote(IReadOnlyList<string> Vary, DateTimeOffset PassUntil = default)
{
    public static ScriptNote Blank { get; } = new([]);
}
