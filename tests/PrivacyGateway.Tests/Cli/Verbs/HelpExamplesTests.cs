using System.CommandLine;
using System.CommandLine.Parsing;
using PrivacyGateway.Cli.Completion;
using PrivacyGateway.Cli.Verbs;
using CommandLine = PrivacyGateway.Cli.Verbs.CommandLine;

namespace PrivacyGateway.Tests.Cli.Verbs;

public sealed class HelpExamplesTests
{
    public static TheoryData<string> Verbs => ["", .. CommandLine.CreateRoot().Subcommands.Select(static verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Each_verb_has_examples_that_parse_as_that_verb(string verb)
    {
        var command = CommandOf(verb);

        Assert.NotEmpty(HelpExamples.For(command));
        Assert.All(HelpExamples.For(command), example =>
        {
            var words = CommandLineParser.SplitCommandLine(example.Typed).ToArray();
            var parsed = CommandLine.Parse(words[1..]);
            Assert.Equal("privacy-gateway", words[0]);
            Assert.Empty(parsed.Errors);
            Assert.Empty(parsed.UnmatchedTokens);
            if (verb.Length > 0)
                Assert.Equal(verb, parsed.CommandResult.Command.Name);
        });
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_ends_with_the_verb_s_examples(string verb)
    {
        using var output = new StringWriter();
        var parsed = CommandLine.Parse(verb.Length == 0 ? ["--help"] : [verb, "--help"]);

        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        var lines = output.ToString().Split("Examples:")[1].Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(HelpExamples.For(CommandOf(verb)).SelectMany(static example => new[] { example.Typed, example.Purpose }), lines);
    }

    /// <summary>A shell offers what the examples use.</summary>
    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_option_in_an_example_is_one_that_a_shell_completes(string verb)
    {
        var offered = CompletedVerb.From(CommandLine.CreateRoot()).Single(one => one.Name == verb).Options.SelectMany(
            static option => option.Names);
        var used = HelpExamples.For(CommandOf(verb)).SelectMany(static example => CommandLineParser.SplitCommandLine(example.Typed))
            .Where(static word => word.StartsWith("--", StringComparison.Ordinal));

        Assert.Empty(used.Except(offered, StringComparer.Ordinal));
    }

    private static Command CommandOf(string verb) =>
        verb.Length == 0 ? CommandLine.CreateRoot() : CommandLine.CreateRoot().Subcommands.Single(command => command.Name == verb);
}
