using PrivacyGateway.Hits;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Simulation;

/// <summary>Destinations that take turns; which of them may be picked their circuits say, as in the gateway.</summary>
internal sealed class SimulatedDestinations : IDestinations
{
    private readonly IReadOnlyList<SimulatedUpstream> _upstreams;
    private int _turn;

    public SimulatedDestinations(TrackDomain trackDomain, IReadOnlyList<SimulatedUpstream> upstreams, Life life)
    {
        _upstreams = upstreams;
        All = [.. Enumerable.Range(0, upstreams.Count).Select(number => trackDomain.CreateDestination($"d{number}", $"http://d{number}.test/", null))];
        Client = new HttpMessageInvoker(new Handler(trackDomain, this, life));
    }

    public IReadOnlyList<Destination> All { get; }

    public HttpMessageInvoker Client { get; }

    public Destination? Pick(IReadOnlySet<Destination>? except = null)
    {
        var preferred = DestinationPreference.Best(All, static destination => destination, except);
        return preferred.Count == 0 ? null : preferred[_turn++ % preferred.Count];
    }

    public bool IsAvailable(Destination destination) => true;

    public HitMessage CreateMessage(Destination destination, RewrittenHit hit) => new(new OutgoingHit(destination, hit));

    public void Report(Destination destination, bool hasFailed)
    {
    }

    public SimulatedUpstream UpstreamOf(Destination destination)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == destination)
                return _upstreams[i];
        }

        throw new InvalidOperationException("It is not one of these.");
    }

    /// <summary>In the place of the handler that writes hits: the same pipeline around a simulated upstream.</summary>
    private sealed class Handler(TrackDomain trackDomain, SimulatedDestinations destinations, Life life) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var outgoing = ((HitMessage)request).Outgoing;
            var response = await trackDomain.SendAsync(
                outgoing.Destination,
                static (destination, state, cancellation) => state.Destinations.UpstreamOf(destination).TakeAsync(state.Hit, state.Life, cancellation),
                (Destinations: destinations, Hit: SimulatedHits.NumberOf(outgoing.Hit), Life: life),
                cancellationToken);
            return (int)response.StatusCode < 500 ? response : throw new ServerErrorException((int)response.StatusCode);
        }
    }
}
