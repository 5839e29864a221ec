using System.Globalization;
using System.IO;
using System.IO.Enumeration;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>How many file descriptors this process may have (RLIMIT_NOFILE), and what they bear. A socket is one.</summary>
/// <param name="Most">Null if there is no limit, or none that can be read here.</param>
internal sealed record DescriptorLimit(long? Most)
{
    /// <summary>An idle gateway has some 240; probes, scrapes, the spool, the ledger and replay need theirs while visitors use up the rest.</summary>
    public const int Reserved = 512;

    /// <summary>With fewer connections nothing can be served.</summary>
    public const int FewestPairs = 16;

    private const string Limits = "/proc/self/limits";
    private const string Row = "Max open files";
    private const string Open = "/proc/self/fd";

    /// <summary>Of the connections of visitors, and of the requests under way: each request needs a second descriptor, for its connection to the track domain.</summary>
    public int Pairs => Most is { } most ? (int)Math.Clamp((most - Reserved) / 2, 0, int.MaxValue) : int.MaxValue;

    /// <summary>The limit under which so many connections are borne.</summary>
    public static long For(long connections) => (2 * connections) + Reserved;

    public static DescriptorLimit Read() => File.Exists(Limits) ? Parse(File.ReadLines(Limits)) : new DescriptorLimit(Most: null);

    /// <param name="lines">Of <c>/proc/PID/limits</c>: name, soft limit, hard limit, unit. The runtime has raised the soft one to the hard one.</param>
    public static DescriptorLimit Parse(IEnumerable<string> lines)
    {
        var row = lines.FirstOrDefault(static line => line.StartsWith(Row, StringComparison.Ordinal));
        var soft = row is null ? default : row.AsSpan(Row.Length).TrimStart();
        if (soft.IndexOf(' ') is > 0 and var end)
            soft = soft[..end];
        return new DescriptorLimit(long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : null);
    }

    /// <returns>How many are in use; null where that cannot be read.</returns>
    public long? CountOpen()
    {
        try
        {
            // Without a look at each of them.
            return Directory.Exists(Open) ? new FileSystemEnumerable<byte>(Open, static (ref _) => 0, new EnumerationOptions { AttributesToSkip = default }).LongCount() : null;
        }
        catch (IOException)
        {
            // The look itself needs one, and none is left.
            return Most;
        }
    }
}
