using System.CommandLine;

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
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(file)!));
        return command;
    }

    private static async Task<int> RunAsync(string file)
    {
        var (config, problems) = await ConfigFile.LoadAsync(file);
        if (!ConfigFile.Report(file, problems))
            return ExitCodes.Wrong;
        Console.WriteLine($"{file}: valid, {config!.Gateway.Routes.Count} route(s), {config.Gateway.Policies.Count} polic{(config.Gateway.Policies.Count == 1 ? "y" : "ies")}.");
        return ExitCodes.Fine;
    }
}
