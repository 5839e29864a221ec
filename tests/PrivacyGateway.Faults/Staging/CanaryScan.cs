using System.Text;

namespace PrivacyGateway.Faults.Staging;

/// <summary>Every file of a data directory, byte for byte, as after a crash, and the gateway's output.</summary>
internal sealed record CanaryScan(int Canaries, bool SawHits)
{
    public static CanaryScan Run(string data, string output)
    {
        var contents = Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes)
            .Append(Encoding.UTF8.GetBytes(output)).ToList();
        return new CanaryScan(contents.Sum(CountIn), contents.Exists(static content => content.AsSpan().IndexOf("cp1="u8) >= 0));
    }

    private static int CountIn(byte[] content) =>
        Browsing.Canaries.All.Sum(canary => content.AsSpan().Count(Encoding.ASCII.GetBytes(canary)));
}
