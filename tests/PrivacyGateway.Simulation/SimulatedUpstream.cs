using System.Globalization;
using System.Net;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Simulation;

/// <summary>One destination's server. It records every hit that it accepted, and the processes that got its confirmation.</summary>
internal sealed class SimulatedUpstream(VirtualTime time, Dice dice, Journal journal, string name)
{
    private static readonly UpstreamMode[] Single = [
        UpstreamMode.Well, UpstreamMode.Refusing, UpstreamMode.Unreachable, UpstreamMode.Slow, UpstreamMode.Dropping, UpstreamMode.Failing];

    public UpstreamMode Mode { get; set; }

    /// <summary>One attempt, from connecting to the response.</summary>
    /// <exception cref="HttpRequestException">As the client of hits reports it.</exception>
    public async ValueTask<UpstreamResponse> TakeAsync(int hit, Life life, CancellationToken cancellation)
    {
        await life.StopIfOverAsync();
        var mode = Mode == UpstreamMode.Erratic ? dice.Pick(Single) : Mode;
        journal.Add($"{name} {mode} asked for {hit.ToString(CultureInfo.InvariantCulture)}");
        await Task.Delay(dice.Between(0.0005, 0.02), time, cancellation);
        await life.StopIfOverAsync();
        switch (mode)
        {
            case UpstreamMode.Refusing:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
            case UpstreamMode.Unreachable:
                await Task.Delay(TrackDomainSockets.ConnectTimeout, time, cancellation);
                throw new HttpRequestException(HttpRequestError.ConnectionError, "no connection");
            case UpstreamMode.Slow:
                journal.AcceptedBy(hit, life);
                await Task.Delay(dice.Between(1.5, 10), time, cancellation);
                break;
            case UpstreamMode.Dropping:
                journal.AcceptedBy(hit, life);
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "hung up");
            case UpstreamMode.Failing:
                return new UpstreamResponse((int)HttpStatusCode.ServiceUnavailable, [], default);
            default:
                journal.AcceptedBy(hit, life);
                await Task.Delay(dice.Between(0.0005, 0.02), time, cancellation);
                break;
        }

        await life.StopIfOverAsync();
        journal.ReportTaken(hit, life);
        return new UpstreamResponse((int)HttpStatusCode.OK, [], default);
    }
}
