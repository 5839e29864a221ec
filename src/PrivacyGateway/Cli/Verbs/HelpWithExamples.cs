using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PrivacyGateway.Cli.Verbs;

/// <summary>The platform's help, and examples below it.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpWithExamples((SynchronousCommandLineAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var (typed, purpose) in HelpExamples.For(parseResult.CommandResult.Command))
        {
            output.WriteLine($"  {typed}");
            output.WriteLine($"      {purpose}");
        }

        output.WriteLine();
        return code;
    }
}
