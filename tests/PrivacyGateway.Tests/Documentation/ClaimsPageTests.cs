using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Documentation;

/// <summary><c>docs/claims.md</c>: every page, test and command that it names exists.</summary>
public sealed class ClaimsPageTests
{
    private static readonly string Root = Repository.Root;

    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. Repository.Read("docs/claims.md").Split("## Not held")[0].Split('\n')
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| --", StringComparison.Ordinal)
                && !line.StartsWith("| claim ", StringComparison.Ordinal))
            .Select(static line => line.Trim('|', ' ').Split(" | ")),
    ];

    /// <summary>Read once: one text of all tests.</summary>
    private static readonly Lazy<string> Tests =
        new(static () => string.Join('\n', Repository.Files("tests", "*.cs").Select(Repository.Read)));

    [Fact]
    public void Every_claim_has_a_page_a_test_and_a_command()
    {
        Assert.NotEmpty(Rows);
        Assert.All(Rows, static row => Assert.Equal(4, row.Count(static cell => cell.Length > 0)));
    }

    [Fact]
    public void Every_page_of_a_claim_exists() => Assert.All(Rows, static row => Assert.True(
        File.Exists(Path.Combine(Root, "docs", row[1].Split('(', ')')[1])), $"{row[0]}: no page {row[1]}"));

    [Fact]
    public void Every_test_of_a_claim_exists() => Assert.All(Rows, static row =>
    {
        var name = row[2].Trim('`').Split('.');
        Assert.True(new[] { "(", "\n", "\r", " " }
            .Any(end => Tests.Value.Contains($"class {name[0]}{end}", StringComparison.Ordinal)), $"{row[0]}: no class {name[0]}");
        if (name.Length > 1)
            Assert.True(Tests.Value.Contains($" {name[1]}(", StringComparison.Ordinal), $"{row[0]}: no test {name[1]}");
    });

    [Fact]
    public void Every_command_of_a_claim_exists()
    {
        var verbs = Repository.Read("README.md");
        Assert.All(Rows, row =>
        {
            var words = row[3].Trim('`').Split(' ');
            var exists = words[0] switch
            {
                "privacy-gateway" => verbs.Contains($"| `{words[1]}", StringComparison.Ordinal),
                "bash" or "python3" => File.Exists(Path.Combine(Root, words[1])),
                var script => File.Exists(Path.Combine(Root, script)),
            };
            Assert.True(exists, $"{row[0]}: no command {row[3]}");
        });
    }
}
