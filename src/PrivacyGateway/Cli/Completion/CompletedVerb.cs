using System.CommandLine;
using System.CommandLine.Completions;

namespace PrivacyGateway.Cli.Completion;

/// <summary>A verb in a completion script.</summary>
/// <param name="Name">Empty for the command line without a verb.</param>
/// <param name="Description">One line.</param>
/// <param name="Options">The visible options.</param>
/// <param name="Values">The possible arguments; empty for files, null if the verb takes none.</param>
internal sealed record CompletedVerb(string Name, string Description, IReadOnlyList<CompletedOption> Options, IReadOnlyList<string>? Values)
{
    /// <summary>The command line without a verb, then each verb.</summary>
    public static IReadOnlyList<CompletedVerb> From(RootCommand root) => [From(root, "", []),
        .. root.Subcommands.Select(verb => From(verb, verb.Name, root.Options.Where(static option => option.Recursive)))];

    private static CompletedVerb From(Command command, string name, IEnumerable<Option> inherited) => new(
        name,
        command.Description ?? "",
        [.. command.Options.Concat(inherited).Where(static option => !option.Hidden).Select(CompletedOption.From)],
        command.Arguments.Count == 0 ? null : ValuesOf(command.Arguments[0].GetCompletions(CompletionContext.Empty)));

    internal static IReadOnlyList<string> ValuesOf(IEnumerable<CompletionItem> items) => [.. items.Select(static item => item.Label)];
}
