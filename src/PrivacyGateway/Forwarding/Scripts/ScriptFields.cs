using PrivacyGateway.Caching;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Forwarding.Scripts;

/// <summary>Converts headers between hits and the cache, which does not depend on hits.</summary>
internal static class ScriptFields
{
    public static Fields From(IReadOnlyList<HeaderLine> lines) =>
        new([.. lines.Select(static line => KeyValuePair.Create(line.Name, line.Value))]);

    public static IReadOnlyList<HeaderLine> LinesOf(Fields fields) =>
        [.. fields.Lines.Select(static line => new HeaderLine(line.Key, line.Value))];
}
