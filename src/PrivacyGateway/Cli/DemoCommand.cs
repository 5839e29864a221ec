using System.CommandLine;

namespace PrivacyGateway.Cli;

/// <summary><c>demo</c>.</summary>
internal static class DemoCommand
{
    public static Command Create() => new("demo", "Try the gateway with a stand-in track domain.");
}
