using System.Text;

namespace PrivacyGateway.Faults.Counting;

/// <summary>Aligned columns: the first and the last to the left, numbers to the right.</summary>
internal static class Table
{
    private static readonly string[] Heads = ["row", "hits", "accepted", "delivered", "spooled", "lost", "twice", "503", "no reply",
        "livez s", "recovery s", "canaries", "verdict"];

    public static string Format(IReadOnlyList<RowResult> rows)
    {
        var lines = rows.Select(static row => row.Cells()).Prepend(Heads).ToList();
        var widths = Enumerable.Range(0, Heads.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            for (var column = 0; column < line.Length - 1; column++)
                text.Append(column == 0 ? line[column].PadRight(widths[column]) : line[column].PadLeft(widths[column])).Append("  ");
            text.AppendLine(line[^1]);
        }

        return text.ToString();
    }
}
