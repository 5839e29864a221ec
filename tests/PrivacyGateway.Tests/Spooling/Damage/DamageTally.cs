using System.Globalization;

namespace PrivacyGateway.Tests.Spooling.Damage;

/// <summary>The result of one kind of damage, over all seeds.</summary>
internal sealed record DamageTally(string Kind)
{
    public int Seeds { get; set; }

    public int Opened { get; set; }

    public int Quarantined { get; set; }

    public int Waiting { get; set; }

    public int Untouched { get; set; }

    public int Delivered { get; set; }

    public int UntouchedNotDelivered { get; set; }

    public int Changed { get; set; }

    public int CameBack { get; set; }

    public long Reported { get; set; }

    public int Exact { get; set; }

    public int AtLeast { get; set; }

    public int Wrong { get; set; }

    public static string Head =>
        "kind of damage               | seeds | opened | quarantined | waiting | untouched | delivered | untouched, not delivered | "
            + "changed | came back | reported lost | exact | at least | wrong";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind,-28} | {Seeds,5} | {Opened,6} | {Quarantined,11} | {Waiting,7} | {Untouched,9} | {Delivered,9} | "
            + $"{UntouchedNotDelivered,24} | {Changed,7} | {CameBack,9} | {Reported,13} | {Exact,5} | {AtLeast,8} | {Wrong,5}");
}
