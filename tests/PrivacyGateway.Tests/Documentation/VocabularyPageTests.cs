using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Documentation;

public sealed class VocabularyPageTests
{
    [Fact]
    public void The_page_shows_the_table_as_it_is()
    {
        var file = Path.Combine(RepositoryRoot(), "docs", "vocabulary.md");
        var expected = Render();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(file, expected);

        Assert.Equal(expected, File.ReadAllText(file));
    }

    private static string Render()
    {
        var page = new StringBuilder();
        page.Append("# Vocabulary\n\n");
        page.Append("What identifies, as the program's own table has it. Written by a test; do not edit (see CONTRIBUTING.md).\n");
        page.Append("`uc#` is a name with a number behind it, `uc700..713` such a name in a range, `wteid_*` a prefix.\n");
        page.Append("Sources are sections of the project's notes on the wire protocol of Smart Pixel 1.10.0 and of the errata to the specification.\n");
        foreach (var place in Enum.GetValues<Place>())
        {
            page.Append($"\n## {Heading(place)}\n\n| kind | names | source |\n| --- | --- | --- |\n");
            foreach (var group in Vocabulary.In(place).GroupBy(entry => (entry.Kind, entry.Source)))
                page.Append($"| {Words(group.Key.Kind)} | {string.Join(' ', group.Select(entry => $"`{entry.Name}`"))} | {group.Key.Source} |\n");
        }

        return page.ToString();
    }

    private static string Heading(Place place) => place switch
    {
        Place.Parameter => "Parameters",
        Place.Cookie => "Cookies",
        Place.RequestHeader => "Request headers (all others stay behind)",
        _ => "Answer headers (all others stay behind)",
    };

    private static string Words(Kind kind) => kind switch
    {
        Kind.Transport => "every hit",
        Kind.Browser => "identified hits only",
        Kind.EverId => "ever-id",
        Kind.TemporarySession => "temporary session",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PrivacyGateway.sln")))
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new InvalidOperationException("not in the repository");
        return folder;
    }
}
