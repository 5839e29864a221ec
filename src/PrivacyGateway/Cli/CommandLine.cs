using System.CommandLine;
using PrivacyGateway.Cli.Completion;
using PrivacyGateway.Cli.Demo;

namespace PrivacyGateway.Cli;

/// <summary>The verbs. Without one, <c>serve</c>.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Parse(args);
        if (parsed.Action is not { ClearsParseErrors: true } && TypingErrors.Find(parsed) is { Count: > 0 } errors)
        {
            foreach (var error in errors)
                Console.Error.WriteLine($"{Terminal.Colour(Terminal.Red, "error:", Terminal.IsErrorColoured)} {error}");
            Console.Error.WriteLine(TypingErrors.Help(parsed));
            return ExitCodes.Wrong;
        }

        // The gateway itself answers signals, in its own time.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>"@FILE" belongs to --body here, not to the command line.</summary>
    public static ParseResult Parse(IReadOnlyList<string> args) => CreateRoot().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("A reverse proxy in front of an analytics track domain that enforces anonymous tracking on the wire.")
        {
            ServeCommand.Create(),
            ValidateCommand.Create(),
            ExplainCommand.Create(),
            ReportCommand.Create(),
            DemoCommand.Create(),
            HealthcheckCommand.Create(),
        };
        root.Subcommands.Add(CompletionCommand.Create(root));
        ServeCommand.AddTo(root);
        return root;
    }
}
