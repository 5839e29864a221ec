using PrivacyGateway.Fuzz.Targets;

namespace PrivacyGateway.Fuzz.Running;

/// <summary>
/// Inputs that once failed: <c>regressions/TARGET.txt</c>, one a line, escaped; a line that begins with <c>#</c> describes the failure.
/// </summary>
internal static class Regressions
{
    /// <summary>All of them, each as it fails now, if it does.</summary>
    public static IEnumerable<(Failure Case, bool Fails)> Replay()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "regressions"), "*.txt")
            .Order(StringComparer.Ordinal))
        {
            var target = FuzzTargets.Named(Path.GetFileNameWithoutExtension(file));
            foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#'))
            {
                var input = Escaped.ToBytes(line);
                var description = Failure.Find(target, input);
                yield return (new Failure(target.Name, description ?? "", input), description is not null);
            }
        }
    }
}
