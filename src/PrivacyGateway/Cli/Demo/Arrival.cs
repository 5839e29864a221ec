using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Cli.Demo;

/// <summary>A request as it arrived somewhere.</summary>
internal sealed record Arrival(string Method, string Target, IReadOnlyList<HeaderLine> Headers, byte[] Body)
{
    public IReadOnlyList<string> Lines => RequestLines.Create(Method, Target, Headers, Body);
}
