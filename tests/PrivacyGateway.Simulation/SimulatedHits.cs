using System.Globalization;
using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Simulation;

/// <summary>Hits that carry nothing but their number.</summary>
internal static class SimulatedHits
{
    private const string Before = "/111111111111111/wt?p=600,page";

    public static RewrittenHit Numbered(int number, bool isAnonymous) => new(
        "GET", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Before}{number}&nc=1")), [], Body: null,
        IsAnonymous: isAnonymous);

    public static int NumberOf(RewrittenHit hit) =>
        int.Parse(hit.TargetText.AsSpan(Before.Length, hit.Target.Length - Before.Length - "&nc=1".Length), CultureInfo.InvariantCulture);
}
