using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>What the browser got over HTTP/2, and what the track domain saw for it.</summary>
internal sealed record Http2Exchange(Http2Answer Answer, IReadOnlyList<RecordedRequest> Seen)
{
    /// <summary>The one request that left, as it was, and nobody can be told from it.</summary>
    public RecordedRequest LeftAnonymously()
    {
        Assert.True(Answer.Status == 200, $"{Answer}");
        var left = Assert.Single(Seen);
        Assert.Empty(WireJudge.Search(left.Raw, [Http2Stage.Canary]));
        Assert.Empty(left.HeaderValues("Cookie"));
        var said = left.Target + "&" + Encoding.Latin1.GetString(left.Body);
        Assert.Contains("nc=1", said.Split('&', '?', '\n'));
        return left;
    }

    public RecordedRequest LeftIdentified()
    {
        Assert.True(Answer.Status == 200, $"{Answer}");
        var left = Assert.Single(Seen);
        Assert.DoesNotContain("nc=1", left.Target, StringComparison.Ordinal);
        return left;
    }

    /// <summary>Refused, and nothing left.</summary>
    public void WasRefused(int? status = null)
    {
        Assert.Empty(Seen);
        Assert.True(status is null ? Answer.IsRefused : Answer.Status == status, $"{Answer}, not {status}");
    }
}
