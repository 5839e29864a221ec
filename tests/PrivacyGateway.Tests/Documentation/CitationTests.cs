using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>Every target that code and pages cite is in the repository.</summary>
public sealed class CitationTests
{
    private static readonly string[] Folders = [".ci", ".github", "config", "deploy", "docs", "fuzz", "perf", "src", "tests", "tools"];

    private static readonly string[] Extensions = [
        ".cs", ".md", ".sh", ".py", ".mjs", ".js", ".json", ".yml", ".yaml", ".props", ".csproj"];

    /// <summary>Output of tools, and recorded data.</summary>
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "data"];

    /// <summary>Tests whose samples look like citations.</summary>
    private static readonly string[] Samples = ["CitationTests.cs", "WordListTests.cs"];

    private static readonly CitationTargets Targets = new();

    [Fact]
    public void Every_citation_in_code_and_docs_has_a_target()
    {
        var citations = Files().SelectMany(static file => CitationReader.Read(file, Repository.Read(file))).ToArray();
        var broken = citations.Where(static citation => !Targets.Has(citation)).ToArray();

        Assert.True(citations.Length > 300, $"Only {citations.Length} citations were found: the reader misses them.");
        Assert.True(broken.Length == 0,
            $"{broken.Length} of {citations.Length} citations have no target:\n{string.Join('\n', broken.AsEnumerable())}");
    }

    [Fact]
    public void Every_source_of_the_vocabulary_that_is_a_number_is_a_section_of_the_protocol()
    {
        var sections = Enum.GetValues<NameLocation>().SelectMany(Vocabulary.In).Select(static entry => entry.Source)
            .Distinct(StringComparer.Ordinal).Where(static source => char.IsAsciiDigit(source[0]))
            .Select(static source => new Citation("docs/vocabulary.md", 0, CitationKind.Section, source.Split(',')[0]));

        Assert.DoesNotContain(sections, static section => !Targets.Has(section));
    }

    [Theory]
    [InlineData("(Protocol §1.1, §99.)", CitationKind.Section, "99")]
    [InlineData("// Protocol G99.", CitationKind.Finding, "G99")]
    [InlineData("(Erratum 99.)", CitationKind.Erratum, "99")]
    [InlineData("captures 1 and 999", CitationKind.Capture, "999")]
    [InlineData("(Threat R16, R99)", CitationKind.Threat, "R99")]
    [InlineData("decision 9999", CitationKind.Decision, "9999")]
    [InlineData("(docs/decisions/0011-another-name.md)", CitationKind.Decision, "0011-another-name")]
    [InlineData("see docs/nowhere.md", CitationKind.Page, "docs/nowhere.md")]
    [InlineData("[x](security.md#no-such-heading)", CitationKind.Link, "security.md#no-such-heading")]
    [InlineData("held in `Hits/Nowhere`", CitationKind.Code, "Hits/Nowhere")]
    public void A_citation_without_a_target_is_found(string text, object kind, string target)
    {
        var broken = CitationReader.Read("docs/made.md", text).Where(static citation => !Targets.Has(citation));

        var found = Assert.Single(broken);
        Assert.Equal((kind, target), ((object)found.Kind, found.Target));
    }

    private static IEnumerable<string> Files() => Folders.Select(Repository.PathOf).Where(Directory.Exists).SelectMany(FilesIn)
        .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
        .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(static file => Extensions.Contains(Path.GetExtension(file)) && !Samples.Contains(Path.GetFileName(file)));

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(static inner => !Skipped.Contains(Path.GetFileName(inner)))
            .SelectMany(FilesIn));
}
