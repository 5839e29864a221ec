using System.CommandLine;
using PrivacyGateway.Cli.Page;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Verbs;

/// <summary><c>validate FILE…</c>: checks everything that <c>serve</c> checks, without listening.</summary>
internal static class ValidateCommand
{
    private const string StandardInput = "-";

    public static Command Create()
    {
        var files = new Argument<string[]>("file")
        {
            Description = $"Configuration files; - is standard input (default {ConfigFile.Default}).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Print all problems as one JSON list." };
        var strict = new Option<bool>("--warnings-as-errors") { Description = "Treat each warning as an error." };
        var noFiles = new Option<bool>("--no-files")
        {
            Description = "Do not check the files that the configuration names, such as certificates.",
        };
        var effective = new Option<bool>("--effective")
        {
            Description = "Print the effective configuration: defaults and environment variables included, secrets masked.",
        };
        var page = new Option<string?>("--from-page")
        {
            Description = "Read the pixel's userIdentification from a page or script, and print it as a policy in JSON.",
        };
        var command = new Command("validate", "Check configuration files and report all errors and warnings.") { files, json, strict,
            noFiles, effective, page };
        command.Validators.Add(result =>
        {
            var count = result.GetValue(files)?.Length ?? 0;
            if (result.GetValue(page) is not null && (count > 0 || result.GetValue(effective)))
                result.AddError("--from-page reads a page, not a configuration. Remove the other files and --effective.");
            if (result.GetValue(effective) && (count > 1 || result.GetValue(json)))
                result.AddError("--effective prints one configuration. Name one file, and remove --json.");
        });
        command.SetAction((parsed, _) =>
        {
            var output = new ValidateOutput(parsed.GetValue(json), parsed.GetValue(strict));
            return parsed.GetValue(page) is { } script
                ? Task.FromResult(ReadPage(script, output))
                : RunAsync(parsed.GetValue(files) is { Length: > 0 } named ? named : [ConfigFile.Default],
                    parsed.GetValue(noFiles) ? FileCheck.Skip : FileCheck.Fail, parsed.GetValue(effective), output);
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] files, FileCheck check, bool isEffective, ValidateOutput output)
    {
        foreach (var file in files)
        {
            var (config, problems) = await ConfigLoader.LoadAsync(NameOf(file), ReadText(file), ConfigFile.Environment(), check);
            if (!output.Report(NameOf(file), problems) || config is null)
                continue;
            if (isEffective)
                Console.WriteLine(EffectiveConfig.Write(config.Text, ConfigFile.Environment(), Console.Error));
            else
                output.Valid(NameOf(file), config.Gateway);
        }

        return output.Finish();
    }

    private static int ReadPage(string file, ValidateOutput output)
    {
        var problems = new ConfigProblems();
        var policy = PagePolicyReader.Read(ReadText(file), problems);
        if (output.Report(NameOf(file), problems))
            output.Print(policy!);
        return output.Finish();
    }

    private static FileText ReadText(string file)
    {
        if (file != StandardInput)
            return FileText.Read(file);
        using var input = Console.OpenStandardInput();
        return FileText.From(input);
    }

    /// <summary>The file's name in messages.</summary>
    private static string NameOf(string file) => file == StandardInput ? "<stdin>" : file;
}
