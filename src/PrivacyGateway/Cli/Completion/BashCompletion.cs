using System.Globalization;
using System.Text;

namespace PrivacyGateway.Cli.Completion;

/// <summary>Writes the completion script for bash. Without a list of values, bash offers files.</summary>
internal static class BashCompletion
{
    public static string Write(IReadOnlyList<CompletedVerb> verbs)
    {
        var script = new StringBuilder();
        script.Append(
            CultureInfo.InvariantCulture,
            $$"""
            # Completion for bash. In ~/.bashrc: source <(privacy-gateway completion bash)
            _privacy_gateway() {
              local current=${COMP_WORDS[COMP_CWORD]} previous= verb= word values=
              COMPREPLY=()
              if ((COMP_CWORD > 1)); then previous=${COMP_WORDS[COMP_CWORD-1]}; fi
              for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                case $word in
                  {{string.Join('|', verbs.Skip(1).Select(static verb => verb.Name))}}) verb=$word; break ;;
                esac
              done
              case "$verb $previous" in

            """);
        foreach (var verb in verbs)
        {
            foreach (var option in verb.Options.Where(static option => option.Values is not null))
                script.Append(CultureInfo.InvariantCulture,
                    $"    {string.Join('|', option.Names.Select(name => $"\"{verb.Name} {name}\""))}) {Reply(option.Values!)}; return ;;\n");
        }

        script.Append("  esac\n  case $verb in\n");
        foreach (var verb in verbs.Skip(1))
            script.Append(CultureInfo.InvariantCulture,
                $"    {verb.Name}) if [[ $current == -* ]]; then values=\"{Names(verb)}\"; else "
                    + $"values=\"{string.Join(' ', verb.Values ?? [])}\"; fi ;;\n");
        script.Append(CultureInfo.InvariantCulture,
            $"    *) if [[ $current == -* ]]; then values=\"{Names(verbs[0])}\"; else "
                + $"values=\"{string.Join(' ', verbs.Skip(1).Select(static verb => verb.Name))}\"; fi ;;\n");
        script.Append(
            """
              esac
              COMPREPLY=($(compgen -W "$values" -- "$current"))
            }
            complete -o default -F _privacy_gateway privacy-gateway PrivacyGateway

            """);
        return script.ToString();
    }

    private static string Reply(IReadOnlyList<string> values) =>
        values.Count == 0 ? ":" : $"COMPREPLY=($(compgen -W \"{string.Join(' ', values)}\" -- \"$current\"))";

    private static string Names(CompletedVerb verb) => string.Join(' ', verb.Options.SelectMany(static option => option.Names));
}
