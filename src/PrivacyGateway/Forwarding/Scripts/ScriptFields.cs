using PrivacyGateway.Caching;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Forwarding.Scripts;

/// <summary>Header lines in the words of the cache, which knows nothing of hits, and back.</summary>
internal static class ScriptFields
{
    public static Fields Of(IReadOnlyList<HeaderLine> lines) => new([.. lines.Select(static line => KeyValuePair.Create(line.Name, line.Value))]);

    public static IReadOnlyList<HeaderLine> LinesOf(Fields fields) => [.. fields.Lines.Select(static line => new HeaderLine(line.Key, line.Value))];
}
