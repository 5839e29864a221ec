namespace PrivacyGateway.Faults;

/// <summary>How long and how hard.</summary>
internal sealed record Form
{
    public static Form Full { get; } = new();

    /// <summary>For every build: all rows, each briefly.</summary>
    public static Form Short { get; } = new()
    {
        Outage = TimeSpan.FromSeconds(5),
        OutageRate = 200,
        Row = TimeSpan.FromSeconds(3),
        RowRate = 60,
        SideBySide = 4,
        Limit = TimeSpan.FromMinutes(15),
        Measurement = TimeSpan.FromSeconds(3),
        GroupedRows = 5000,
    };

    public TimeSpan Outage { get; private init; } = TimeSpan.FromSeconds(60);

    /// <summary>Requests a second.</summary>
    public int OutageRate { get; private init; } = 500;

    /// <summary>How long the fault of any other row lasts.</summary>
    public TimeSpan Row { get; private init; } = TimeSpan.FromSeconds(15);

    public int RowRate { get; private init; } = 150;

    public int SideBySide { get; private init; } = 2;

    /// <summary>For everything: a hang ends as a failure.</summary>
    public TimeSpan Limit { get; private init; } = TimeSpan.FromMinutes(60);

    public TimeSpan Measurement { get; private init; } = TimeSpan.FromSeconds(10);

    public int GroupedRows { get; private init; } = 30_000;

    /// <summary>Whether rows run that need a minute whatever the rate.</summary>
    public bool IsFull => SideBySide == Full.SideBySide;
}
