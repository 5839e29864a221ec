using System.Globalization;
using PrivacyGateway.IntegrationTests.Spooling;
using PrivacyGateway.IntegrationTests.Spooling.PowerLoss;
using Xunit.MicrosoftTestingPlatform;

namespace PrivacyGateway.IntegrationTests;

/// <summary>The tests of this project, or, with a verb, a process that one of them starts, or a measurement.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["spool-keep", var directory] => SpoolKeeper.RunAsync(directory),
        ["spool-rate", var directory] => SpoolRate.RunAsync(directory),
        ["power-loss-workload", var root] => PowerLossWorkload.RunAsync(root),
        ["power-loss-judge", var root, var trace, var points, var seed] => PowerLossJudge.RunAsync(
            root, trace, int.Parse(points, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)),
        _ => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
