using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>The browser's HTTP/2 response, and the request that the track domain received.</summary>
internal sealed record Http2Exchange(Http2Response Response, IReadOnlyList<RecordedRequest> Seen)
{
    /// <summary>The one forwarded request, unchanged, without an identifier.</summary>
    public RecordedRequest ForwardedAnonymously()
    {
        Assert.True(Response.Status == 200, $"{Response}");
        var forwarded = Assert.Single(Seen);
        Assert.Empty(WireJudge.Search(forwarded.Raw, [Http2Fixture.Canary]));
        Assert.Empty(forwarded.HeaderValues("Cookie"));
        var text = forwarded.Target + "&" + Encoding.Latin1.GetString(forwarded.Body);
        Assert.Contains("nc=1", text.Split('&', '?', '\n'));
        return forwarded;
    }

    public RecordedRequest ForwardedIdentified()
    {
        Assert.True(Response.Status == 200, $"{Response}");
        var forwarded = Assert.Single(Seen);
        Assert.DoesNotContain("nc=1", forwarded.Target, StringComparison.Ordinal);
        return forwarded;
    }

    /// <summary>Refused, and nothing was forwarded.</summary>
    public void WasRefused(int? status = null)
    {
        Assert.Empty(Seen);
        Assert.True(status is null ? Response.IsRefused : Response.Status == status, $"{Response}, not {status}");
    }
}
