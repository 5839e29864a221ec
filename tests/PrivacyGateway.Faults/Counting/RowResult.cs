using System.Globalization;

namespace PrivacyGateway.Faults.Counting;

/// <summary>One row as it is printed. Accepted = delivered + spooled + lost.</summary>
internal sealed record RowResult(string Row)
{
    public int Hits { get; init; }

    public int Accepted { get; init; }

    /// <summary>Accepted ones that the track domain had when the gateway was killed.</summary>
    public int Delivered { get; init; }

    /// <summary>Accepted ones that then waited in the spool, and only there.</summary>
    public int Spooled { get; init; }

    /// <summary>Accepted ones that were lost, or that a new gateway did not deliver from the spool.</summary>
    public int Lost { get; init; }

    public int Duplicates { get; init; }

    public int Refused { get; init; }

    public int Unanswered { get; init; }

    public int Canaries { get; init; }

    /// <summary>The longest time without a response from <c>/livez</c>, in seconds.</summary>
    public double Livez { get; init; }

    /// <summary>
    /// From the end of the fault until hits are delivered at once again, in seconds; null where the fault lasts as long as the row.
    /// </summary>
    public double? Recovery { get; init; }

    public bool IsSkipped { get; init; }

    public bool Failed { get; init; }

    public string Explanation { get; init; } = "";

    private static string Seconds(double? seconds) =>
        seconds is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some:0.0}") : "-";

    public string[] Cells() => IsSkipped
        ? [Row, "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", $"skipped: {Explanation}"]
        : [Row, $"{Hits}", $"{Accepted}", $"{Delivered}", $"{Spooled}", $"{Lost}", $"{Duplicates}", $"{Refused}", $"{Unanswered}",
            Seconds(Livez), Seconds(Recovery), $"{Canaries}", $"{(Failed ? "FAILED" : "ok")}: {Explanation}"];
}
