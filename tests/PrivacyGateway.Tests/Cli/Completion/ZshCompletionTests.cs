using System.Diagnostics;
using PrivacyGateway.Cli.Completion;
using PrivacyGateway.Cli.Verbs;

namespace PrivacyGateway.Tests.Cli.Completion;

/// <summary>The script in a real zsh with a separate terminal, where there is one.</summary>
public sealed class ZshCompletionTests
{
    [Theory]
    [InlineData("vali", "privacy-gateway validate")]
    [InlineData("validate --warn", "privacy-gateway validate --warnings-as-errors")]
    [InlineData("serve --log-format j", "privacy-gateway serve --log-format json")]
    [InlineData("completion z", "privacy-gateway completion zsh")]
    [InlineData("--url", "privacy-gateway --urls")]
    public async Task Zsh_completes_verbs_options_and_values(string typed, string expected)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/zsh") || File.Exists("/bin/zsh"), "There is no zsh on this machine.");

        var folder = Directory.CreateTempSubdirectory("privacy-gateway-");
        try
        {
            var script = Path.Combine(folder.FullName, "completion.zsh");
            await File.WriteAllTextAsync(
                script, ZshCompletion.Write(CompletedVerb.From(CommandLine.CreateRoot())), TestContext.Current.CancellationToken);

            Assert.Contains($"[{expected} ]", await CompleteAsync(script, $"privacy-gateway {typed}"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Types the line and a tabulator, then a key that prints the line.</summary>
    private static async Task<string> CompleteAsync(string script, string line)
    {
        const string Drive = """
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell 'PS1=; unsetopt zle_bracketed_paste 2>/dev/null; autoload -Uz compinit; compinit -u -D; source '"$1"'; show() { print -r -- "[$BUFFER]"; BUFFER=; zle accept-line }; zle -N show; bindkey "^X" show; print rea""dy'
            zpty -r -m shell reply '*ready*'
            zpty -w -n shell "$2"$'\t\x18'
            zpty -r -m shell reply '*\[privacy-gateway *\]*'
            print -r -- "$reply"
            zpty -d shell
            """;
        var start = new ProcessStartInfo("zsh", ["-f", "-c", Drive, "zsh", script, line])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var zsh = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            return await zsh.StandardOutput.ReadToEndAsync(limit.Token);
        }
        finally
        {
            // Without the expected line it would wait for ever.
            zsh.Kill(entireProcessTree: true);
        }
    }
}
