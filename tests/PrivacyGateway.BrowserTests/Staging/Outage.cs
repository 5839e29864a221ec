using System.Collections.Concurrent;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>A track domain that closes every connection until the outage is over, and the hits that it accepts from then on.</summary>
internal sealed class Outage
{
    private readonly ConcurrentQueue<RecordedRequest> _taken = new();
    private volatile bool _isOver;

    /// <summary>
    /// Only requests that got a response: a request whose connection was closed also arrived, but does not count as delivered.
    /// </summary>
    public IReadOnlyList<RecordedRequest> Taken => [.. _taken];

    public void End() => _isOver = true;

    public byte[] Response(RecordedRequest request)
    {
        if (!_isOver)
            return [];
        _taken.Enqueue(request);
        return TrackDomainResponses.Pixel(request);
    }
}
