using System.Globalization;
using System.Text;

namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>What the workload was promised, in the trace among what it did to its files: a line for each promise, in a file that is not part of the disk.</summary>
internal sealed class PowerLossMarks(string root) : IDisposable
{
    public const string Name = "marks";

    /// <summary>A hit is offered to the spool.</summary>
    public const char Offered = '>';

    /// <summary>It was answered 200.</summary>
    public const char Accepted = '+';

    /// <summary>It goes to the track domain.</summary>
    public const char Delivering = '?';

    /// <summary>The spool was told so, and said that it is done.</summary>
    public const char Done = '-';

    /// <summary>The day's ledger holds so many.</summary>
    public const char Counted = 'L';

    /// <summary>Somebody removes files: what waits is lost with the power, until it is written again.</summary>
    public const char Removed = 'x';

    public const char WrittenAgain = 'y';

    private readonly FileStream _file = new(Path.Combine(root, Name), new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, BufferSize = 0 });
    private readonly Lock _lock = new();

    public void Write(char mark, long number)
    {
        lock (_lock)
            _file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{mark}{number}\n")));
    }

    public void Dispose() => _file.Dispose();
}
