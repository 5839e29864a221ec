using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The browser's response, and the requests that the track domain received.</summary>
internal sealed record Exchange(RawResponse Response, IReadOnlyList<RecordedRequest> Seen)
{
    /// <summary>The one forwarded request.</summary>
    public RecordedRequest Forwarded => Assert.Single(Seen);

    /// <summary>Its body, one character a byte.</summary>
    public string ForwardedBody => Encoding.Latin1.GetString(Forwarded.Body);

    /// <summary>Every header that the track domain received, "Name: value", in order.</summary>
    public string[] ForwardedHeaders => [.. Forwarded.Headers.Select(header => $"{header.Key}: {header.Value}")];

    /// <summary>Every header that the browser received, "Name: value", without the clock.</summary>
    public string[] ResponseHeaders => [.. Response.Headers
        .Where(header => header.Key != "Date")
        .Select(header => $"{header.Key}: {header.Value}")];

    public void NothingForwarded() => Assert.Empty(Seen);

    public void IsOurGif()
    {
        Assert.Equal(200, Response.Status);
        Assert.Equal("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", Convert.ToBase64String(Response.Body));
        Assert.Equal(["image/gif"], Response.HeaderValues("Content-Type"));
        Assert.Equal(["no-store"], Response.HeaderValues("Cache-Control"));
    }

    /// <summary>The pixel queues a hit with such a response.</summary>
    public void IsBare(int status)
    {
        Assert.Equal(status, Response.Status);
        Assert.Empty(Response.Body);
    }
}
