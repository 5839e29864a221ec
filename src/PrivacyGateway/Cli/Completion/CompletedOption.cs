using System.CommandLine;
using System.CommandLine.Completions;

namespace PrivacyGateway.Cli.Completion;

/// <summary>An option, as a shell completes it.</summary>
/// <param name="Names">As typed.</param>
/// <param name="Description">One line.</param>
/// <param name="Values">What may follow; empty for files and other text, null for an option that stands alone.</param>
/// <param name="IsRepeated">Whether it may stand there several times.</param>
internal sealed record CompletedOption(IReadOnlyList<string> Names, string Description, IReadOnlyList<string>? Values, bool IsRepeated)
{
    public static CompletedOption From(Option option) => new(
        [option.Name, .. option.Aliases.Where(static alias => alias.StartsWith('-'))],
        option.Description ?? "",
        option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) || option.ValueType == typeof(void) ? null : CompletedVerb.ValuesOf(option.GetCompletions(CompletionContext.Empty)),
        option.Arity.MaximumNumberOfValues > 1);
}
