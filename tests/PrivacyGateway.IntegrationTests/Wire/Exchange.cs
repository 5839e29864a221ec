using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>What the browser got, and what the track domain saw for it.</summary>
internal sealed record Exchange(RawAnswer Answer, IReadOnlyList<RecordedRequest> Seen)
{
    /// <summary>The one request that left.</summary>
    public RecordedRequest Left => Assert.Single(Seen);

    /// <summary>Its body, one character a byte.</summary>
    public string LeftBody => Encoding.Latin1.GetString(Left.Body);

    /// <summary>Every header the track domain saw, "Name: value", in order.</summary>
    public string[] LeftHeaders => [.. Left.Headers.Select(header => $"{header.Key}: {header.Value}")];

    /// <summary>Every header the browser saw, "Name: value", without the clock.</summary>
    public string[] AnswerHeaders => [.. Answer.Headers
        .Where(header => header.Key != "Date")
        .Select(header => $"{header.Key}: {header.Value}")];

    public void NothingLeft() => Assert.Empty(Seen);

    public void IsOurGif()
    {
        Assert.Equal(200, Answer.Status);
        Assert.Equal("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", Convert.ToBase64String(Answer.Body));
        Assert.Equal(["image/gif"], Answer.HeaderValues("Content-Type"));
        Assert.Equal(["no-store"], Answer.HeaderValues("Cache-Control"));
    }

    /// <summary>The pixel keeps a hit that it gets such an answer for.</summary>
    public void IsBare(int status)
    {
        Assert.Equal(status, Answer.Status);
        Assert.Empty(Answer.Body);
    }
}
