using System.Globalization;
using System.Text;

namespace PrivacyGateway.Cli.Completion;

/// <summary>Writes the completion script for zsh, with descriptions.</summary>
internal static class ZshCompletion
{
    public static string Write(IReadOnlyList<CompletedVerb> verbs)
    {
        var script = new StringBuilder();
        script.Append(
            """
            #compdef privacy-gateway PrivacyGateway
            # Completion for zsh. In ~/.zshrc, after compinit: source <(privacy-gateway completion zsh)
            _privacy_gateway() {
              local -a verbs
              local state line
              typeset -A opt_args
              verbs=(

            """);
        foreach (var verb in verbs.Skip(1))
            script.Append(CultureInfo.InvariantCulture, $"    {Quote($"{verb.Name}:{verb.Description}")}\n");
        script.Append("  )\n  _arguments -C").Append(Specifications(verbs[0])).Append(
            " \\\n    '1:verb:->verb' '*::argument:->argument'\n");
        script.Append("  case $state in\n    verb) _describe verb verbs ;;\n    argument)\n      case $line[1] in\n");
        foreach (var verb in verbs.Skip(1))
            script.Append(CultureInfo.InvariantCulture, $"        {verb.Name}) _arguments{Specifications(verb)}{Argument(verb)} ;;\n");
        script.Append("      esac ;;\n  esac\n}\ncompdef _privacy_gateway privacy-gateway PrivacyGateway\n");
        return script.ToString();
    }

    private static string Specifications(CompletedVerb verb)
    {
        var specifications = new StringBuilder();
        foreach (var option in verb.Options)
        {
            var exclusion = option.IsRepeated ? "*" : $"({string.Join(' ', option.Names)})";
            foreach (var name in option.Names)
                specifications.Append(" \\\n    ")
                    .Append(Quote(
                        $"{exclusion}{name}[{option.Description.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)}]{Action("value", option.Values)}"));
        }

        return specifications.ToString();
    }

    private static string Argument(CompletedVerb verb) =>
        verb.Values is null ? "" : $" \\\n    {Quote($"*{Action("argument", verb.Values)}")}";

    private static string Action(string message, IReadOnlyList<string>? values) => values switch
    {
        null => "",
        [] => $":{message}:_files",
        _ => $":{message}:({string.Join(' ', values)})",
    };

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
