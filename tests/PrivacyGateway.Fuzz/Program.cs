using PrivacyGateway.Fuzz.Running;
using Xunit.MicrosoftTestingPlatform;

namespace PrivacyGateway.Fuzz;

/// <summary>The fuzzer's verbs, or, without one, the tests of this project.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["generate", ..] => Task.FromResult(GenerateCommand.Run(Arguments.Parse(args))),
        ["replay", ..] => Task.FromResult(ReplayCommand.Run(Console.Out)),
        ["seeds", ..] => Task.FromResult(SeedsCommand.Run(Arguments.Parse(args))),
        ["show", ..] => Task.FromResult(ShowCommand.Run(Arguments.Parse(args))),
        ["afl", var target] => Task.FromResult(AflCommand.Run(target)),
        _ => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
