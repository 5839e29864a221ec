using System.Globalization;
using System.Text;

namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>
/// The promises made to the workload, in the trace among its file operations:
/// a line for each promise, in a file that is not part of the disk.
/// </summary>
internal sealed class PowerLossMarks(string root) : IDisposable
{
    public const string Name = "marks";

    /// <summary>A hit is offered to the spool.</summary>
    public const char Offered = '>';

    /// <summary>It got 200.</summary>
    public const char Accepted = '+';

    /// <summary>It is sent to the track domain.</summary>
    public const char Delivering = '?';

    /// <summary>The delivery was acknowledged to the spool, and the spool confirmed it.</summary>
    public const char Done = '-';

    /// <summary>The day's ledger contains this count.</summary>
    public const char Counted = 'L';

    /// <summary>Files are removed from outside: spooled hits are lost with the power, until they are written again.</summary>
    public const char Removed = 'x';

    public const char WrittenAgain = 'y';

    private readonly FileStream _file = new(
        Path.Combine(root, Name), new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, BufferSize = 0 });
    private readonly Lock _lock = new();

    public void Write(char mark, long number)
    {
        lock (_lock)
            _file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{mark}{number}\n")));
    }

    public void Dispose() => _file.Dispose();
}
