using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>The three figures of the promise, for each group of situations.</summary>
internal static class Figures
{
    private static readonly ConcurrentDictionary<string, Tally> Groups = new(StringComparer.Ordinal);
    private static readonly ConcurrentQueue<string> Notes = new();

    public static void Add(string group, Tally tally)
    {
        var sum = Groups.AddOrUpdate(group, tally, (_, sofar) => sofar + tally);
        TestContext.Current.TestOutputHelper?.WriteLine(Line(group, sum));
    }

    /// <summary>A figure that no group has, printed below the others.</summary>
    public static void Note(string figure) => Notes.Enqueue(figure);

    /// <summary>
    /// Printed, and written beside the assembly, where test.sh reads it: the runner hides the output of a passing project.
    /// </summary>
    public static void Publish()
    {
        var text = All();
        Console.WriteLine(text);
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "browser-figures.txt"), text);
    }

    private static string All()
    {
        var text = new StringBuilder("\nAnonymous hits of a browser as the track domain received them\n");
        foreach (var (group, tally) in Groups.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            text.AppendLine(Line(group, tally));
        }

        text.AppendLine(Line("all", Groups.Values.Aggregate(Tally.None, (sum, one) => sum + one)));
        foreach (var figure in Notes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {figure}");
        }

        return text.ToString();
    }

    private static string Line(string group, Tally tally) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {group}: identifiers that reached the track domain: {tally.Identifiers}; hits with exactly one nc=1: {tally.Marked} of "
            + $"{tally.Hits}; kept parameters changed: {tally.Changed}");
}
