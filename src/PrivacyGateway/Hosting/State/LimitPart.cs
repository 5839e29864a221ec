using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Hosting.Descriptors;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting.State;

/// <summary>How much of each limit is used, and where it is set; the listeners and the platform that set some of them.</summary>
internal sealed class LimitPart(ConcurrencyLimit requests, BufferBudget buffers, ConnectionLimit connections, DescriptorLimit descriptors,
    CurrentPolicies snapshot, IServer server)
{
    public const string Id = "limits";

    public StateSection Read()
    {
        var limits = snapshot.Current.Config.Limits;
        List<(string Name, long Used, long Most, string Key)> rows =
        [
            ("Requests in progress", requests.Active, requests.Limit, "PrivacyGateway.Limits.concurrentRequests"),
            ("Bytes of bodies in memory", buffers.Used, buffers.Most, "PrivacyGateway.Limits.bufferedBytes"),
            ("Connections of visitors", connections.Visitors.InUse, connections.Visitors.Limit, "Kestrel.Limits.MaxConcurrentConnections"),
        ];
        if (descriptors.CountOpen() is { } open && descriptors.Max is { } most)
            rows.Add(("Files and sockets open", open, most, "RLIMIT_NOFILE"));
        var fullest = rows.MaxBy(static row => Share(row.Used, row.Most));
        var share = Share(fullest.Used, fullest.Most);
        return new StateSection(Id, "Limits", share.ToString("P0", CultureInfo.InvariantCulture),
            $"Of the fullest limit: {char.ToLowerInvariant(fullest.Name[0])}{fullest.Name[1..]}.", share >= 0.9
                ? StateTone.Bad : share >= 0.75 ? StateTone.Notice : StateTone.Good)
        {
            Tables =
            [
                new("Limits", ["Limit", "Now", "Most", "Set by"], [.. rows.Select(static row => (IReadOnlyList<StateCell>)
                [
                    row.Name, StateCell.Gauge(Number(row.Used), Share(row.Used, row.Most)), Number(row.Most), StateCell.Code(row.Key),
                ])], ""),
            ],
            Facts =
            [
                new("Requests of one address", limits.RequestsPerAddress == 0 ? "not limited" : string.Create(
                    CultureInfo.InvariantCulture, $"{limits.RequestsPerAddress:N0} a second, {limits.AddressBurst:N0} at once")),
                new("Listeners", StateCell.Code(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])),
                new("Platform", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
            ],
        };
    }

    private static double Share(long used, long most) => most <= 0 ? 1 : (double)used / most;

    private static string Number(long number) =>
        number == long.MaxValue ? "not limited" : number.ToString("N0", CultureInfo.InvariantCulture);
}
