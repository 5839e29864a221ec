using System.Globalization;
using System.IO;
using System.IO.Enumeration;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>The process's limit of file descriptors (RLIMIT_NOFILE), and how many connections it supports.</summary>
/// <param name="Max">Null if there is no limit, or it cannot be read on this system.</param>
internal sealed record DescriptorLimit(long? Max)
{
    /// <summary>For everything but visitors: an idle gateway uses about 240; probes, scrapes, spool, ledger and replay need more.</summary>
    public const int Reserved = 512;

    /// <summary>With fewer supported connections the gateway does not start.</summary>
    public const int MinConnections = 16;

    private const string Limits = "/proc/self/limits";
    private const string Row = "Max open files";
    private const string Open = "/proc/self/fd";

    /// <summary>
    /// Visitor connections, and requests in progress: each request may need a second descriptor, for its upstream connection.
    /// </summary>
    public int SupportedConnections => Max is { } most ? (int)Math.Clamp((most - Reserved) / 2, 0, int.MaxValue) : int.MaxValue;

    /// <summary>The limit that supports this many connections.</summary>
    public static long RequiredFor(long connections) => (2 * connections) + Reserved;

    public static DescriptorLimit Read() => File.Exists(Limits) ? Parse(File.ReadLines(Limits)) : new DescriptorLimit(Max: null);

    /// <param name="lines">
    /// Lines of <c>/proc/PID/limits</c>: name, soft limit, hard limit, unit. The runtime has raised the soft limit to the hard limit.
    /// </param>
    public static DescriptorLimit Parse(IEnumerable<string> lines)
    {
        var row = lines.FirstOrDefault(static line => line.StartsWith(Row, StringComparison.Ordinal));
        var soft = row is null ? default : row.AsSpan(Row.Length).TrimStart();
        if (soft.IndexOf(' ') is > 0 and var end)
            soft = soft[..end];
        return new DescriptorLimit(long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : null);
    }

    /// <returns>Descriptors in use; null if that cannot be read on this system.</returns>
    public long? CountOpen()
    {
        try
        {
            // Counts the entries without a stat call for each.
            return Directory.Exists(Open) ? new FileSystemEnumerable<byte>(Open, static (
                ref _) => 0, new EnumerationOptions { AttributesToSkip = default }).LongCount() : null;
        }
        catch (IOException)
        {
            // Opening the directory needs a descriptor, and none is left.
            return Max;
        }
    }
}
