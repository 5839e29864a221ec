using PrivacyGateway.Cli;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Cli;

public sealed class ProblemPrinterTests
{
    [Fact]
    public void Problems_are_printed_like_compiler_output_with_errors_first_and_a_count()
    {
        var problems = new ConfigProblems
        {
            Locate = static path => path == "$.b" ? ConfigPlace.InEnvironment("PrivacyGateway__b") : ConfigPlace.InFile(12, 9),
        };
        problems.Warn("$.c", "odd.", "Repair it.");
        problems.Error("$.a", "wrong.", "Write true.");
        problems.Error("$.b", "wrong too.", "Write false.");
        problems.Error("$", "no place.", "Look.", place: null);

        Assert.Equal(
            [
                "proxy.json:12:9: error: $.a: wrong. Write true.",
                "environment variable PrivacyGateway__b: error: $.b: wrong too. Write false.",
                "proxy.json: error: $: no place. Look.",
                "proxy.json:12:9: warning: $.c: odd. Repair it.",
                "proxy.json: 3 errors.",
            ],
            Print(problems, isColoured: false));
    }

    [Fact]
    public void Errors_are_red_and_warnings_yellow_on_a_terminal()
    {
        var problems = new ConfigProblems();
        problems.Error("$.a", "wrong.", "Write true.");
        problems.Warn("$.c", "odd.", "Repair it.");

        var lines = Print(problems, isColoured: true);

        Assert.Equal("proxy.json: \e[31merror:\e[0m $.a: wrong. Write true.", lines[0]);
        Assert.Equal("proxy.json: \e[33mwarning:\e[0m $.c: odd. Repair it.", lines[1]);
    }

    [Fact]
    public void Control_characters_of_a_value_are_not_printed()
    {
        var problems = new ConfigProblems();
        problems.Error("$['a\nb']", "\"\e[2Jgone\r\n\u009b\" is wrong.", "Write true.");

        Assert.Equal("proxy.json: error: $['a b']: \" [2Jgone   \" is wrong. Write true.", Print(problems, isColoured: false)[0]);
    }

    [Fact]
    public void Warnings_can_be_treated_as_errors()
    {
        var problems = new ConfigProblems();
        problems.Warn("$.c", "odd.", "Repair it.");

        Assert.Equal(
            ["proxy.json: error: $.c: odd. Repair it.", "proxy.json: 1 error."], Print(problems.WithWarningsAsErrors(), isColoured: false));
    }

    private static string[] Print(ConfigProblems problems, bool isColoured)
    {
        using var output = new StringWriter { NewLine = "\n" };
        ProblemPrinter.Print("proxy.json", problems, output, isColoured);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
