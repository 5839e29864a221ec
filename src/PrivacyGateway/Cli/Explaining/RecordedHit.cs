using System.Globalization;
using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Cli.Explaining;

/// <summary>One row of a recording. It holds no value that the browser sent.</summary>
/// <param name="Number">The row's number, from 1.</param>
/// <param name="Explanation">How the gateway handles the hit.</param>
internal sealed record RecordedHit(int Number, Explanation Explanation)
{
    public string? Time => Explanation.Request.SentAt?.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public string Host => WireText.ShowPlain(Explanation.Request.Host ?? "");

    /// <summary>Method and last path segment, such as <c>GET wt</c>, without the pixel's random suffix.</summary>
    public string Name
    {
        get
        {
            var path = Encoding.Latin1.GetString(Dialect.StripSuffix(HitTarget.Parse(Explanation.Request.Target).Path));
            return WireText.Show($"{Explanation.Request.Method} {path[(path.LastIndexOf('/') + 1)..]}");
        }
    }

    public int Removed => StrippedItems.In(Explanation).Sum(static item => item.Count);
}
