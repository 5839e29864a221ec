using System.Globalization;
using PrivacyGateway.Fuzz.Running;
using PrivacyGateway.Fuzz.Targets;

namespace PrivacyGateway.Fuzz;

/// <summary>The bounded run: every target with a fresh seed, which a failure names, and every input that once failed.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const long DefaultCount = 200_000;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    /// <summary><c>FUZZ_COUNT</c> and <c>FUZZ_SEED</c> in the environment choose a longer run or repeat one.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void Fuzz_target_finds_no_identifier_and_no_crash_in_fresh_inputs(string target)
    {
        var count = (long)(Number("FUZZ_COUNT") ?? DefaultCount);
        var seed = Number("FUZZ_SEED") ?? Arguments.FreshSeed();

        var run = GenerateRun.Run(FuzzTargets.Named(target), count, seed);

        output.WriteLine(run.ToString());
        Assert.True(run.Failures.Count == 0, $"{run}\n{string.Join('\n', run.Failures)}");
    }

    [Fact]
    public void Inputs_that_once_failed_pass()
    {
        var failures = Regressions.Replay().Where(one => one.Fails).Select(one => one.Case.ToString());

        Assert.Empty(failures);
    }

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
