using System.Collections.Concurrent;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>A track domain that has a server error for a few hits as long as it is moody, so that spools hold some when their gateways restart.</summary>
internal sealed class MoodyTrackDomain : IAsyncDisposable
{
    /// <summary>Every so many; too few for a circuit to open.</summary>
    private const int Refused = 25;

    private readonly RecordingTrackDomain _recording = new();
    private readonly ConcurrentDictionary<int, int> _taken = new();
    private readonly ConcurrentDictionary<int, int> _refused = new();
    private volatile bool _isMoody;

    public MoodyTrackDomain() => _recording.Answer = Answer;

    public string Address => _recording.Address;

    public bool IsMoody
    {
        set => _isMoody = value;
    }

    /// <summary>The numbers of the hits that it took.</summary>
    public ICollection<int> Taken => _taken.Keys;

    /// <summary>How many it took more than once.</summary>
    public int TakenTwice => _taken.Values.Count(static times => times > 1);

    /// <summary>How many it refused at first.</summary>
    public int RefusedAtFirst => _refused.Count;

    public Task MoreAsync(int hits) => _recording.WaitForAsync(_recording.Requests.Count + hits);

    public ValueTask DisposeAsync() => _recording.DisposeAsync();

    private byte[] Answer(RecordedRequest request)
    {
        var number = NumberedHits.NumberOf(request);
        if (_isMoody && number % Refused == 0)
        {
            _refused[number] = 1;
            return TrackDomainAnswers.Build(503, "Moody", [], []);
        }

        _taken.AddOrUpdate(number, 1, static (_, times) => times + 1);
        return TrackDomainAnswers.Pixel(request);
    }
}
