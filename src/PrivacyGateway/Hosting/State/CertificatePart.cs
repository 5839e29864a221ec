using System.Globalization;
using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Hosting.Tls;

namespace PrivacyGateway.Hosting.State;

/// <summary>The current certificates and how long they are valid.</summary>
internal sealed class CertificatePart(CertificateStore certificates)
{
    public const string Id = "certificates";

    /// <summary>Before that an issuer's client has renewed a certificate.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public StateSection Read(DateTimeOffset now)
    {
        var all = certificates.Readings.OrderBy(static one => one.Until).ToArray();
        if (all.Length == 0)
            return new StateSection(
                Id, "Certificates", "none", "No listener serves TLS: a balancer in front does, or none.", StateTone.Plain);

        var (next, tone) = (all[0].Until, all.Max(one => ToneOf(one.Until, now)));
        var left = next - now;
        return new StateSection(Id, "Certificates", all.Length.ToString(CultureInfo.InvariantCulture),
            left < TimeSpan.Zero ? "A certificate has expired." : $"The next one expires in {StateCells.Describe(left)}.", tone)
        {
            Tables =
            [
                new("Certificates", ["Key", "Names", "File", "Issuer", "Expires", "State"], [.. all.Select(one => (IReadOnlyList<StateCell>)
                [
                    StateCell.Code(one.Path), StateCell.Code(one.Names), StateCell.Code(one.File), one.Issuer, StateCell.At(one.Until),
                    StateCell.Badge(
                        one.Until < now ? "expired" : one.Until - now < Soon ? "expires soon" : "valid", ToneOf(one.Until, now)),
                ])], ""),
            ],
        };
    }

    private static StateTone ToneOf(DateTimeOffset until, DateTimeOffset now) =>
        until < now ? StateTone.Bad : until - now < Soon ? StateTone.Notice : StateTone.Good;
}
