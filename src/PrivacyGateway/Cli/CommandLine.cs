using System.CommandLine;
using PrivacyGateway.Cli.Demo;

namespace PrivacyGateway.Cli;

/// <summary>The verbs. Without one, <c>serve</c>.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
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
        ServeCommand.AddTo(root);

        // "@FILE" belongs to --body here, not to the command line.
        return root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null })
            // The gateway itself answers signals, in its own time.
            .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }
}
