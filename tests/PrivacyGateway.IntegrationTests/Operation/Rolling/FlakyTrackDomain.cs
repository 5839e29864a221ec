using System.Collections.Concurrent;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>
/// A track domain that responds with a server error to some hits, so that spools contain some when their gateways restart.
/// </summary>
internal sealed class FlakyTrackDomain : IAsyncDisposable
{
    /// <summary>One hit in this many; too few for a circuit to open.</summary>
    private const int Refused = 25;

    private readonly RecordingTrackDomain _recording = new();
    private readonly ConcurrentDictionary<int, int> _taken = new();
    private readonly ConcurrentDictionary<int, int> _refused = new();
    private volatile bool _isFlaky;

    public FlakyTrackDomain() => _recording.Response = Response;

    public string Address => _recording.Address;

    public bool IsFlaky
    {
        set => _isFlaky = value;
    }

    /// <summary>The numbers of the accepted hits.</summary>
    public ICollection<int> Taken => _taken.Keys;

    /// <summary>How many it accepted more than once.</summary>
    public int TakenTwice => _taken.Values.Count(static times => times > 1);

    /// <summary>How many it refused at first.</summary>
    public int RefusedAtFirst => _refused.Count;

    public Task MoreAsync(int hits) => _recording.WaitForAsync(_recording.Requests.Count + hits);

    public ValueTask DisposeAsync() => _recording.DisposeAsync();

    private byte[] Response(RecordedRequest request)
    {
        var number = NumberedHits.NumberOf(request);
        if (_isFlaky && number % Refused == 0)
        {
            _refused[number] = 1;
            return TrackDomainResponses.Build(503, "Flaky", [], []);
        }

        _taken.AddOrUpdate(number, 1, static (_, times) => times + 1);
        return TrackDomainResponses.Pixel(request);
    }
}
