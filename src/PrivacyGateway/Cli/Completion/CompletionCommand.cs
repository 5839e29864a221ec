using System.CommandLine;

namespace PrivacyGateway.Cli.Completion;

/// <summary><c>completion bash|zsh</c>: prints a script that completes verbs, options and their values without running the gateway at each key.</summary>
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
