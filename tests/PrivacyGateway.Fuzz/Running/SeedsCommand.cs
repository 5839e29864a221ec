using System.Globalization;

namespace PrivacyGateway.Fuzz.Running;

/// <summary><c>seeds --path FOLDER</c>: a seed corpus for the coverage-guided fuzzer, a folder a target.</summary>
internal static class SeedsCommand
{
    /// <summary>More of the same only slows the fuzzer's first round.</summary>
    private const int Most = 24;

    /// <summary>It would cut them anyway.</summary>
    private const int Longest = 2048;

    public static int Run(Arguments arguments)
    {
        foreach (var target in arguments.Targets)
        {
            var folder = Directory.CreateDirectory(Path.Combine(arguments.Path ?? "seeds", target.Name)).FullName;
            var seeds = target.Seeds.Where(seed => seed.Length is > 0 and <= Longest).OrderBy(seed => seed.Length).ToArray();
            var step = Math.Max(1, seeds.Length / Most);
            for (var i = 0; i < seeds.Length; i += step)
                File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i:D3}")), seeds[i]);
        }

        return 0;
    }
}
