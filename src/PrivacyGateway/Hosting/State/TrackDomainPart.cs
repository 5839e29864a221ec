using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Hosting.State;

/// <summary>The track domains with their destinations, circuits and timeouts.</summary>
internal sealed class TrackDomainPart(TrackDomains trackDomains, CurrentPolicies snapshot, IHitSpool spool)
{
    public const string Id = "track-domains";

    private static readonly TrackDomainConfig Defaults = new();

    public StateSection Read()
    {
        TrackDomain[] known = [.. trackDomains.Known.OrderBy(static trackDomain => trackDomain.Name, StringComparer.Ordinal)];
        var readings = known.ToDictionary(static trackDomain => trackDomain, static trackDomain => DestinationStatus.From(trackDomain)
            .ToDictionary(static reading => reading.Destination, static reading => reading.State, StringComparer.Ordinal));
        var (open, unavailable) = (known.Count(static trackDomain => trackDomain.IsCircuitOpen),
            readings.Values.Sum(static states => states.Values.Count(static state => state != DestinationStatus.Available)));
        var summary = open > 0 ? $"{ConfigurationPart.Count(open, "circuit")} open."
            : unavailable > 0 ? $"{ConfigurationPart.Count(unavailable, "destination")} not available."
            : known.Any(static trackDomain => trackDomain.RespondedAt is not null) ? "All destinations are available."
            : "All destinations are available; no hit was sent yet.";
        return new StateSection(Id, "Track domains", known.Length.ToString(CultureInfo.InvariantCulture), summary,
            open > 0 || unavailable > 0 ? StateTone.Notice : StateTone.Good)
        {
            Cards = [.. known.Select(trackDomain => Card(trackDomain))],
            Tables =
            [
                new("Destinations", ["Destination", "Track domain", "URL", "Host", "State"],
                    [.. known.SelectMany(trackDomain => Rows(trackDomain, readings[trackDomain]))], "No destinations."),
            ],
        };
    }

    private StateCard Card(TrackDomain trackDomain)
    {
        var config = snapshot.Current.Config.TrackDomains.GetValueOrDefault(trackDomain.Name, Defaults);
        var waiting = spool.State.Waiting.GetValueOrDefault(trackDomain.Name);
        return new StateCard(
            trackDomain.Name,
            [
                trackDomain.IsCircuitOpen
                    ? StateCell.Badge("circuit open", StateTone.Bad) : StateCell.Badge("circuit closed", StateTone.Good),
                .. trackDomain.IsFailing ? (StateCell[])[StateCell.Badge("last hit failed", StateTone.Notice)] : [],
            ],
            [
                new("Last response", trackDomain.RespondedAt is null ? "never" : StateCell.At(trackDomain.RespondedAt)),
                new("Last failure", trackDomain.FailedAt is null ? "never" : StateCell.At(trackDomain.FailedAt)),
                new("Hits in the spool", waiting.ToString("N0", CultureInfo.InvariantCulture)),
                new("Timeouts",
                    string.Create(CultureInfo.InvariantCulture,
                        $"{config.AttemptMilliseconds:N0} ms an attempt, {config.TotalMilliseconds:N0} ms in all, "
                            + $"{ConfigurationPart.Count(config.Retries, "further attempt")}")),
                new("Circuit opens at",
                    string.Create(CultureInfo.InvariantCulture,
                        $"{config.BreakerFailures} % failures of at least {config.BreakerMinimum} attempts in "
                            + $"{config.BreakerWindowSeconds} s, for {config.BreakerSeconds} s")),
            ]);
    }

    private static IEnumerable<IReadOnlyList<StateCell>> Rows(TrackDomain trackDomain, Dictionary<string, string> states) =>
        (trackDomain.Destinations?.All ?? []).Select(destination => (IReadOnlyList<StateCell>)
    [
        StateCell.Code(destination.Name),
        StateCell.Code(trackDomain.Name),
        StateCell.Code(Secrets.WithoutCredentials(destination.Address)),
        destination.Host is { } host ? StateCell.Code(host) : "the URL's own",
        states.GetValueOrDefault(destination.Name) is DestinationStatus.Available ? StateCell.Badge("available", StateTone.Good)
            : StateCell.Badge(states.GetValueOrDefault(destination.Name, "unknown"), StateTone.Bad),
    ]);
}
