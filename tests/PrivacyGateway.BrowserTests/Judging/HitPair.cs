using System.Text;
using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>One hit on both sides of the gateway.</summary>
internal sealed record HitPair(SentRequest Sent, RecordedRequest Arrived)
{
    public HitText Before { get; } = HitText.From(Sent.Target, Sent.Body);

    public HitText After { get; } = HitText.From(Arrived.Target, Encoding.Latin1.GetString(Arrived.Body));

    /// <summary>In order: a page sends one hit after the other, and the tests wait for each.</summary>
    public static IReadOnlyList<HitPair> From(IReadOnlyList<SentRequest> sent, IReadOnlyList<RecordedRequest> arrived)
    {
        Assert.Equal(sent.Count, arrived.Count);
        return [.. sent.Zip(arrived, (before, after) => new HitPair(before, after))];
    }
}
