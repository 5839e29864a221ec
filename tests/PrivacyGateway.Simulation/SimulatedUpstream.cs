using System.Globalization;
using System.Net;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Simulation;

/// <summary>One destination's server. It remembers every hit that it took, and who was told so.</summary>
internal sealed class SimulatedUpstream(VirtualTime time, Dice dice, Journal journal, string name)
{
    private static readonly UpstreamMode[] Single = [UpstreamMode.Well, UpstreamMode.Refusing, UpstreamMode.Unreachable, UpstreamMode.Slow, UpstreamMode.Dropping, UpstreamMode.Failing];

    public UpstreamMode Mode { get; set; }

    /// <summary>One attempt, from connecting to the response.</summary>
    /// <exception cref="HttpRequestException">As the client of hits says it.</exception>
    public async ValueTask<HttpResponseMessage> TakeAsync(int hit, Life life, CancellationToken cancellation)
    {
        await life.StopHereAsync();
        var mode = Mode == UpstreamMode.Erratic ? dice.Pick(Single) : Mode;
        journal.Add($"{name} {mode} asked for {hit.ToString(CultureInfo.InvariantCulture)}");
        await Task.Delay(dice.Between(0.0005, 0.02), time, cancellation);
        await life.StopHereAsync();
        switch (mode)
        {
            case UpstreamMode.Refusing:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
            case UpstreamMode.Unreachable:
                await Task.Delay(TrackDomainSockets.ConnectTimeout, time, cancellation);
                throw new HttpRequestException(HttpRequestError.ConnectionError, "no connection");
            case UpstreamMode.Slow:
                journal.Took(hit, life);
                await Task.Delay(dice.Between(1.5, 10), time, cancellation);
                break;
            case UpstreamMode.Dropping:
                journal.Took(hit, life);
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "hung up");
            case UpstreamMode.Failing:
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            default:
                journal.Took(hit, life);
                await Task.Delay(dice.Between(0.0005, 0.02), time, cancellation);
                break;
        }

        await life.StopHereAsync();
        journal.ToldTaken(hit, life);
        return new HttpResponseMessage(HttpStatusCode.OK);
    }
}
