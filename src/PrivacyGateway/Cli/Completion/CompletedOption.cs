using System.CommandLine;
using System.CommandLine.Completions;

namespace PrivacyGateway.Cli.Completion;

/// <summary>An option in a completion script.</summary>
/// <param name="Names">Name and aliases.</param>
/// <param name="Description">One line.</param>
/// <param name="Values">The possible values; empty for files and other text, null for a flag.</param>
/// <param name="IsRepeated">Whether the option may be repeated.</param>
internal sealed record CompletedOption(IReadOnlyList<string> Names, string Description, IReadOnlyList<string>? Values, bool IsRepeated)
{
    public static CompletedOption From(Option option) => new(
        [option.Name, .. option.Aliases.Where(static alias => alias.StartsWith('-'))],
        option.Description ?? "",
        option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) || option.ValueType == typeof(void)
            ? null : CompletedVerb.ValuesOf(option.GetCompletions(CompletionContext.Empty)),
        option.Arity.MaximumNumberOfValues > 1);
}
