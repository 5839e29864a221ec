using System.Globalization;
using System.Text;

namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>The promises up to a moment of the trace.</summary>
internal sealed class PowerLossPromises
{
    public HashSet<int> Offered { get; } = [];

    public HashSet<int> Accepted { get; } = [];

    public HashSet<int> Delivering { get; } = [];

    public HashSet<int> Done { get; } = [];

    public long Counted { get; private set; }

    /// <summary>Whether files were removed from outside, and are not written again yet.</summary>
    public bool AreRemoved { get; private set; }

    public void Read(byte[] line)
    {
        var number = int.Parse(line.AsSpan(1, line.Length - 2), CultureInfo.InvariantCulture);
        switch ((char)line[0])
        {
            case PowerLossMarks.Offered:
                Offered.Add(number);
                break;
            case PowerLossMarks.Accepted:
                Accepted.Add(number);
                break;
            case PowerLossMarks.Delivering:
                Delivering.Add(number);
                break;
            case PowerLossMarks.Done:
                Done.Add(number);
                break;
            case PowerLossMarks.Counted:
                Counted = number;
                break;
            case PowerLossMarks.Removed or PowerLossMarks.WrittenAgain:
                AreRemoved = line[0] == PowerLossMarks.Removed;
                break;
            default:
                throw new InvalidOperationException($"An unknown mark: {Encoding.ASCII.GetString(line)}");
        }
    }
}
