using System.CommandLine;
using PrivacyGateway.Hosting;

namespace PrivacyGateway.Cli;

/// <summary><c>validate FILE</c>: all that <c>serve</c> would check, without listening.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "The configuration file.",
            DefaultValueFactory = static _ => ConfigFile.Default,
        };
        var command = new Command("validate", "Check a configuration file and say everything that is wrong with it.") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!));
        return command;
    }

    private static int Run(string file)
    {
        var loaded = ConfigFile.Load(file);
        if (!ConfigFile.Report(file, loaded))
            return ExitCodes.Wrong;
        if (GlobalizationCheck.Problem is { } problem)
        {
            Console.Error.WriteLine($"{file}: error: {problem}");
            return ExitCodes.Wrong;
        }

        Console.WriteLine($"{file}: valid, {loaded.Config!.Routes.Count} route(s), {loaded.Config.Policies.Count} polic{(loaded.Config.Policies.Count == 1 ? "y" : "ies")}.");
        return ExitCodes.Fine;
    }
}
