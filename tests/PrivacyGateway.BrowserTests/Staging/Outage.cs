using System.Collections.Concurrent;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>A track domain that hangs up on everybody until the outage is over, and what it takes from then on.</summary>
internal sealed class Outage
{
    private readonly ConcurrentQueue<RecordedRequest> _taken = new();
    private volatile bool _isOver;

    /// <summary>Only what got an answer: a request that was hung up on arrived as well, but nobody may take it for delivered.</summary>
    public IReadOnlyList<RecordedRequest> Taken => [.. _taken];

    public void End() => _isOver = true;

    public byte[] Answer(RecordedRequest request)
    {
        if (!_isOver)
            return [];
        _taken.Enqueue(request);
        return TrackDomainAnswers.Pixel(request);
    }
}
