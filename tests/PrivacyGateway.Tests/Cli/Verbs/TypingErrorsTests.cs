using PrivacyGateway.Cli.Verbs;

namespace PrivacyGateway.Tests.Cli.Verbs;

public sealed class TypingErrorsTests
{
    [Theory]
    [InlineData("vaildate proxy.json", "there is no verb \"vaildate\". Did you mean \"validate\"?")]
    [InlineData("Validate proxy.json", "there is no verb \"Validate\". Did you mean \"validate\"?")]
    [InlineData("proxy.json", "there is no verb \"proxy.json\".")]
    [InlineData("vaildate --json proxy.json", "there is no verb \"vaildate\". Did you mean \"validate\"?")]
    [InlineData("--confg proxy.json", "serve has no option \"--confg\". Did you mean \"--config\"?")]
    [InlineData("serve --url=http://localhost", "serve has no option \"--url=http://localhost\". Did you mean \"--urls\"?")]
    [InlineData("validate --josn proxy.json", "validate has no option \"--josn\". Did you mean \"--json\"?")]
    [InlineData("validate --warning-as-errors", "validate has no option \"--warning-as-errors\". Did you mean \"--warnings-as-errors\"?")]
    [InlineData("validate --zzzzzzzzzz", "validate has no option \"--zzzzzzzzzz\".")]
    [InlineData("explain --url https://track.shop.example/ extra", "explain takes no \"extra\" at this place.")]
    [InlineData("validate --hlep", "validate has no option \"--hlep\". Did you mean \"--help\"?")]
    [InlineData("demo --exti", "demo has no option \"--exti\". Did you mean \"--exit\"?")]
    public void Typo_is_one_line_with_the_nearest_name(string line, string message) => Assert.Equal([message], Find(line));

    [Theory]
    [InlineData("explain", "--url")]
    [InlineData("explain --url https://a.example/ --har a.har", "--har")]
    [InlineData("explain - --curl curl", "--curl")]
    [InlineData("explain --har a.har --body x", "--body")]
    [InlineData("explain --har a.har --detail x", "--detail")]
    [InlineData("explain --url", "--url")]
    [InlineData("serve --log-format xml", "xml")]
    [InlineData("completion fish", "fish")]
    [InlineData("completion", "completion")]
    [InlineData("validate --effective a.json b.json", "--effective")]
    [InlineData("validate --effective --json", "--effective")]
    [InlineData("validate --from-page page.html proxy.json", "--from-page")]
    public void Missing_or_invalid_option_value_is_one_line_that_names_it(string line, string name)
    {
        var message = Assert.Single(Find(line));

        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--config proxy.json --urls http://localhost:8080")]
    [InlineData("serve -c proxy.json --log-format json")]
    [InlineData("validate")]
    [InlineData("validate -")]
    [InlineData("validate a.json b.json --json --warnings-as-errors --no-files")]
    [InlineData("validate --effective proxy.json")]
    [InlineData("validate --from-page -")]
    [InlineData("validate -- --odd-name.json")]
    [InlineData("explain --url https://track.shop.example/ --cookie a=1 --cookie b=2 -H X:1 --body @file")]
    [InlineData("explain -")]
    [InlineData("explain --har shop.har --detail 3 --host track.shop.example --json")]
    [InlineData("explain --curl - --cookie a=1")]
    [InlineData("completion bash")]
    public void Command_line_without_a_typo_has_no_error(string line) => Assert.Empty(Find(line));

    [Fact]
    public void Help_of_a_typo_is_one_line()
    {
        Assert.Equal("Help: validate --help", UsageErrors.Help(CommandLine.Parse(["validate", "--josn"])));
        Assert.StartsWith("Verbs: serve, validate, explain", UsageErrors.Help(CommandLine.Parse(["vaildate"])), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Find(string line) =>
        UsageErrors.Find(CommandLine.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
