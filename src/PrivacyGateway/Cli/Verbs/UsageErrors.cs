using System.CommandLine;
using System.CommandLine.Parsing;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Verbs;

/// <summary>Reports errors of the command line in one line each; the parser's default prints the whole help after them.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens.Concat(MisspeltOptions(parsed)).Distinct(StringComparer.Ordinal).ToArray();
        if (unknown.Length == 0)
            return [.. parsed.Errors.Select(WithOption).Distinct(StringComparer.Ordinal)];

        // Report only the misspelt verb or option, because the tokens after it belong to it.
        if (command is RootCommand && !IsOption(unknown[0]))
            return [$"there is no verb \"{unknown[0]}\".{Nearest(unknown[0], command.Subcommands.Select(static verb => verb.Name))}"];
        var options = Array.FindAll(unknown, IsOption);
        return [.. (options.Length > 0 ? options : unknown).Select(text => Describe(text, command))];
    }

    /// <summary>The hint where to find help.</summary>
    public static string Help(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command is RootCommand
            ? $"Verbs: {string.Join(", ", command.Subcommands.Select(static verb => verb.Name))}. Help: --help, or VERB --help."
            : $"Help: {command.Name} --help";
    }

    /// <summary>The parser does not always name the option whose value it refuses.</summary>
    private static string WithOption(ParseError error)
    {
        var message = OnOneLine(error.Message);
        return error.SymbolResult is OptionResult { Option.Name: var name } && !message.Contains(name, StringComparison.Ordinal)
            ? $"{name}: {message}" : message;
    }

    private static string Describe(string text, Command command)
    {
        var verb = command is RootCommand ? "serve" : command.Name;
        return IsOption(text)
            ? $"{verb} has no option \"{text}\".{Nearest(text, Options(command).Append("--help"))}"
            : $"{verb} takes no \"{text}\" at this place.{Nearest(text, Options(command))}";
    }

    /// <summary>The parser treats an unknown option as an argument if the verb takes arguments.</summary>
    private static IEnumerable<string> MisspeltOptions(ParseResult parsed) => parsed.CommandResult.Children.OfType<ArgumentResult>()
        .SelectMany(static argument => argument.Tokens).Select(static token => token.Value)
        .Where(text => IsOption(text) && !parsed.Tokens.Any(static token => token.Type == TokenType.DoubleDash));

    private static IEnumerable<string> Options(Command command) => command.Options.SelectMany(static option => option.Aliases.Append(
        option.Name)).Where(static name => name.StartsWith("--", StringComparison.Ordinal));

    private static string Nearest(string text, IEnumerable<string> names) =>
        NearestName.Find(text.Split('=')[0], names) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";

    /// <summary>A single hyphen stands for standard input.</summary>
    private static bool IsOption(string text) => text.Length > 1 && text[0] == '-';

    private static string OnOneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
