using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Documentation;

public sealed class VocabularyPageTests
{
    /// <summary>From here on the page is written by hand: the result of <c>tools/compare-vocabulary.py</c>.</summary>
    private const string WrittenByHand = "\n## Compared with the vendor's packages\n";

    [Fact]
    public void Vocabulary_page_matches_the_table()
    {
        var file = Path.Combine(RepositoryRoot(), "docs", "vocabulary.md");
        var expected = Render() + ReadByHand(File.ReadAllText(file));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(file, expected);

        Assert.Equal(expected, File.ReadAllText(file));
    }

    /// <summary>A page without the section fails, and is not written: its content is not known here.</summary>
    private static string ReadByHand(string page)
    {
        var start = page.IndexOf(WrittenByHand, StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/vocabulary.md has no section \"{WrittenByHand.Trim()}\".");
        return page[start..];
    }

    private static string Render()
    {
        var page = new StringBuilder();
        page.Append("# Vocabulary\n\n");
        page.Append(
            "The identifiers, as the program's own table has it. Written by a test; do not edit but for the last section (see "
                + "CONTRIBUTING.md).\n");
        page.Append("`uc#` is a name with a number behind it, `uc700..713` such a name in a range, `wteid_*` a prefix.\n");
        page.Append(
            "Sources are sections of the project's notes on the wire protocol of Smart Pixel 1.10.0 and of the errata to the "
                + "specification; of click ids and personal data, who appends or lists the name.\n");
        foreach (var place in Enum.GetValues<NameLocation>())
        {
            page.Append($"\n## {Heading(place)}\n\n| kind | names | source |\n| --- | --- | --- |\n");
            foreach (var group in Vocabulary.In(place).GroupBy(entry => (entry.Category, entry.Source)))
                page.Append(
                    $"| {Words(group.Key.Category)} | {string.Join(' ', group.Select(entry => $"`{entry.Name}`"))} | {group.Key.Source} |\n");
        }

        return page.ToString();
    }

    private static string Heading(NameLocation place) => place switch
    {
        NameLocation.Parameter => "Parameters",
        NameLocation.Cookie => "Cookies",
        NameLocation.RequestHeader => "Request headers (all others are stripped)",
        _ => "Response headers (all others are stripped)",
    };

    private static string Words(DataCategory kind) => kind switch
    {
        DataCategory.Transport => "every hit",
        DataCategory.Browser => "identified hits only",
        DataCategory.EverId => "ever-id",
        DataCategory.TemporarySession => "temporary session",
        DataCategory.ClickId => "click id",
        DataCategory.Personal => "personal data",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PrivacyGateway.sln")))
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new InvalidOperationException(
                "not in the repository");
        return folder;
    }
}
