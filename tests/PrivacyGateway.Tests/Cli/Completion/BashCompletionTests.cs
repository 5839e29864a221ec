using System.Diagnostics;
using PrivacyGateway.Cli.Completion;
using PrivacyGateway.Cli.Verbs;

namespace PrivacyGateway.Tests.Cli.Completion;

/// <summary>The script in a real bash.</summary>
public sealed class BashCompletionTests
{
    [Theory]
    [InlineData("va", "validate")]
    [InlineData("", "serve validate explain report prove demo healthcheck completion")]
    [InlineData("validate --w", "--warnings-as-errors")]
    [InlineData("validate proxy.json --eff", "--effective")]
    [InlineData("serve --log-format ", "text json")]
    [InlineData("--log-format j", "json")]
    [InlineData("--config proxy.json --u", "--urls")]
    [InlineData("completion ", "bash zsh")]
    [InlineData("completion z", "zsh")]
    [InlineData("explain --coo", "--cookie")]
    [InlineData("explain --json --h", "--har --host --header --help")]
    public async Task Bash_completes_verbs_options_and_values(string typed, string expected)
    {
        var offered = await CompleteAsync(typed);

        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("validate pro")]
    [InlineData("serve --config ")]
    [InlineData("validate --from-page ")]
    [InlineData("report --data ")]
    public async Task Bash_completes_files_where_a_file_is_expected(string typed) => Assert.Empty(await CompleteAsync(typed));

    private static async Task<string[]> CompleteAsync(string typed)
    {
        const string Script = """
            COMP_WORDS=(privacy-gateway "$@"); COMP_CWORD=$#
            eval "$(complete -p privacy-gateway | sed 's/.*-F \([^ ]*\).*/\1/')"
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("bash",
            ["--norc", "-c", $"{BashCompletion.Write(CompletedVerb.From(CommandLine.CreateRoot()))}\n{Script}", "bash",
                .. typed.Split(' ')])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
