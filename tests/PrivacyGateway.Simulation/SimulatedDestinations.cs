using Polly.Timeout;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Simulation;

/// <summary>Destinations in rotation; their circuits decide which of them may be picked, as in the gateway.</summary>
internal sealed class SimulatedDestinations : IDestinations
{
    private readonly IReadOnlyList<SimulatedUpstream> _upstreams;
    private readonly VirtualTime _time;
    private readonly Life _life;
    private int _turn;

    public SimulatedDestinations(TrackDomain trackDomain, IReadOnlyList<SimulatedUpstream> upstreams, VirtualTime time, Life life)
    {
        (_upstreams, _time, _life) = (upstreams, time, life);
        All = [.. Enumerable.Range(0, upstreams.Count)
            .Select(number => trackDomain.CreateDestination($"d{number}", $"http://d{number}.test/", null))];
    }

    public IReadOnlyList<Destination> All { get; }

    public Destination? Pick(IReadOnlySet<Destination>? except = null)
    {
        var preferred = DestinationPreference.Select(All, static destination => destination, except);
        return preferred.Count == 0 ? null : preferred[_turn++ % preferred.Count];
    }

    public bool IsAvailable(Destination destination) => true;

    public async ValueTask<UpstreamResponse> AttemptAsync(
        Destination destination, OutgoingRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await UpstreamOf(destination).TakeAsync(SimulatedHits.NumberOf(request.Hit), _life, either.Token);
        }
        catch (OperationCanceledException cancelled) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutRejectedException("No response in time.", timeout, cancelled);
        }
    }

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
}
