using System.CommandLine;
using PrivacyGateway.Cli.Completion;

namespace PrivacyGateway.Cli.Verbs;

/// <summary><c>completion bash|zsh</c>: prints a static completion script, so that a shell does not run the gateway at each key.</summary>
internal static class CompletionCommand
{
    private const string Bash = "bash";
    private const string Zsh = "zsh";

    public static Command Create(RootCommand root)
    {
        var shell = new Argument<string>("shell") { Description = $"The shell: {Bash} or {Zsh}." };
        shell.AcceptOnlyFromAmong(Bash, Zsh);
        var command = new Command("completion", "Print a script that completes this command line in a shell.") { shell };
        command.SetAction(parsed =>
        {
            var tree = CompletedVerb.From(root);
            Console.Write(parsed.GetValue(shell) == Bash ? BashCompletion.Write(tree) : ZshCompletion.Write(tree));
            return ExitCodes.Fine;
        });
        return command;
    }
}
