using System.CommandLine;

namespace PrivacyGateway.Cli.Verbs;

/// <summary>Parses the command line and runs its verb; without one, <c>serve</c>.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Parse(args);
        if (parsed.Action is not { ClearsParseErrors: true } && UsageErrors.Find(parsed) is { Count: > 0 } errors)
        {
            foreach (var error in errors)
                Console.Error.WriteLine($"{Terminal.Colour(Terminal.Red, "error:", Terminal.IsErrorColoured)} {error}");
            Console.Error.WriteLine(UsageErrors.Help(parsed));
            return parsed.CommandResult.Command.Name == ProveCommand.Name ? ExitCodes.Unavailable : ExitCodes.Wrong;
        }

        // The gateway handles signals itself, to drain without a timeout of the parser.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>Response files are off: "@FILE" is a value of --body.</summary>
    public static ParseResult Parse(IReadOnlyList<string> args) =>
        CreateRoot().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("A reverse proxy in front of an analytics track domain that enforces anonymous tracking on the wire.")
        {
            ServeCommand.Create(),
            ValidateCommand.Create(),
            ExplainCommand.Create(),
            ReportCommand.Create(),
            ProveCommand.Create(),
            DemoCommand.Create(),
            HealthcheckCommand.Create(),
        };
        root.Subcommands.Add(CompletionCommand.Create(root));
        ServeCommand.AddTo(root);
        HelpWithExamples.AddTo(root);
        return root;
    }
}
