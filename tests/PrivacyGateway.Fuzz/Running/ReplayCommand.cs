using System.Globalization;

namespace PrivacyGateway.Fuzz.Running;

/// <summary><c>replay</c>: inputs that once failed.</summary>
internal static class ReplayCommand
{
    public static int Run(TextWriter output)
    {
        var (cases, failures) = (0, 0);
        foreach (var (regression, fails) in Regressions.Replay())
        {
            cases++;
            if (!fails)
                continue;
            failures++;
            output.WriteLine(regression);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} regressions, {failures} fail"));
        return failures == 0 ? 0 : 1;
    }
}
