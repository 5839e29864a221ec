using System.Globalization;
using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Policies;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Hosting.State;

/// <summary>How many hits are spooled, and what keeps further ones out.</summary>
internal sealed class SpoolPart(IHitSpool spool, CurrentPolicies snapshot)
{
    public const string Id = "spool";

    public StateSection Read()
    {
        var config = snapshot.Current.Config;
        if (spool is NoSpool)
        {
            return new StateSection(Id, "Spool", "off",
                "No data directory is configured: a hit that is not delivered gets a 503, and the pixel keeps it.", StateTone.Plain)
            {
                Facts = [new("To spool hits", StateCell.Code("PrivacyGateway.DataDirectory"))],
            };
        }

        var state = spool.State;
        var (rows, bytes) = ((double)state.Rows / config.Spool.MaxRows, (double)state.Bytes / config.Spool.MaxBytes);
        var summary = state.Refusal is { } refusal ? $"Hits are refused: {refusal.Reason}. {refusal.Remedy}."
            : state.Risk
                ?? (state.Rows == 0 ? "Empty: every hit was delivered." : "Hits are delivered as soon as their track domain responds.");
        return new StateSection(Id, "Spool", Number(state.Rows), summary, !state.IsAvailable ? StateTone.Bad
            : state.Risk is not null || state.Rows > 0 ? StateTone.Notice : StateTone.Good)
        {
            Facts =
            [
                new("State", StateCell.Badge(
                    state.Status.ToString().ToLowerInvariant(), state.IsAvailable ? StateTone.Good : StateTone.Bad)),
                new("Hits", StateCell.Gauge($"{Number(state.Rows)} of {Number(config.Spool.MaxRows)}", rows)),
                new("Bytes", StateCell.Gauge($"{Number(state.Bytes)} of {Number(config.Spool.MaxBytes)}", bytes)),
                new("Oldest hit", state.OldestSpooledAt is null ? "none" : StateCell.At(state.OldestSpooledAt)),
                new("Expired, ever", Number(state.Expired)),
                new("Lost to damage, ever", Number(state.Lost)),
                new("Damaged files in quarantine", Number(state.Quarantined)),
                new("Directory", StateCell.Code(config.DataDirectory!)),
            ],
            Tables =
            [
                new("Hits by track domain", ["Track domain", "Hits"],
                    [.. state.Waiting.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(
                        static pair => (IReadOnlyList<StateCell>)[StateCell.Code(pair.Key), Number(pair.Value)])], "No hit is spooled."),
            ],
        };
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
