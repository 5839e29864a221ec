namespace PrivacyGateway.Caching;

/// <summary>What a flight brought.</summary>
/// <param name="Answer">Null where each has to ask for itself, past the cache.</param>
/// <param name="IsShared">Whether others than the first who asked may have it.</param>
/// <param name="Vary">What it depends on.</param>
/// <param name="Variant">For which of them it is.</param>
internal sealed record Landing(ScriptAnswer? Answer, bool IsShared, IReadOnlyList<string> Vary, string Variant)
{
    public static Landing ForFirst(ScriptAnswer? answer) => new(answer, IsShared: false, [], "");

    public static Landing ForAll(ScriptAnswer? answer) => new(answer, IsShared: true, [], "");

    public bool IsFor(ScriptRequest request) => IsShared && Caching.Vary.VariantOf(Vary, request.Upstream) == Variant;
}
