using System.Globalization;

namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>The points of one kind of power failure, added up.</summary>
internal sealed class PowerLossTally
{
    public const string Head =
        "unsynced    | points | accepted | delivered | spooled | lost | came back | repaired | left out: files removed";

    public int Points { get; set; }

    public long Accepted { get; set; }

    public long Delivered { get; set; }

    public long Found { get; set; }

    public long Lost { get; set; }

    public long CameBack { get; set; }

    public long Repaired { get; set; }

    public int Removed { get; set; }

    public string Row(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-11} | {Points,6} | {Accepted,8} | {Delivered,9} | {Found,7} | {Lost,4} | {CameBack,9} | {Repaired,8} | {Removed,24}");
}
