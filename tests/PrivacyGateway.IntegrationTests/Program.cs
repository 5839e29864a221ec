using PrivacyGateway.IntegrationTests.Spooling;
using Xunit.MicrosoftTestingPlatform;

namespace PrivacyGateway.IntegrationTests;

/// <summary>The tests of this project, or, with a verb, a process that one of them starts, or a measurement.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["spool-keep", var directory] => SpoolKeeper.RunAsync(directory),
        ["spool-rate", var directory] => SpoolRate.RunAsync(directory),
        _ => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
