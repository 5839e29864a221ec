using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Writing;

/// <summary>
/// The words of code and pages against <see cref="WordList"/>. <c>avoided-words.txt</c> lists how often each avoided word may still occur
/// in each area. <c>UPDATE_DOCS=1</c> lowers its numbers to the present ones and never raises one; without the file it is created anew.
/// </summary>
public sealed class WordListTests(ITestOutputHelper output)
{
    private const string Folder = "tests/PrivacyGateway.Tests/Writing";
    private const string File = $"{Folder}/avoided-words.txt";

    private static readonly string[] Pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md"];
    private static readonly string[] Generated = ["docs/vocabulary.md"];

    [Fact]
    public void Avoided_words_do_not_become_more_frequent()
    {
        var hits = Find().ToArray();
        var present = hits.GroupBy(static hit => (hit.Word.Name, hit.Text.Area)).ToDictionary(
            static hits => hits.Key, static hits => hits.Sum(static hit => hit.Count));
        foreach (var word in present.GroupBy(static pair => pair.Key.Name)
            .OrderByDescending(static pairs => pairs.Sum(static pair => pair.Value)))
            output.WriteLine($"{word.Key}: {word.Sum(static pair => pair.Value)}");

        var path = Repository.PathOf(File);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            System.IO.File.WriteAllText(path,
                (System.IO.File.Exists(path) ? WordRatchet.Parse(Repository.Read(File)).Lower(present) : new WordRatchet(present)).Write());

        var ratchet = WordRatchet.Parse(Repository.Read(File));
        var additional = hits
            .Where(hit => present[(hit.Word.Name, hit.Text.Area)] > ratchet.Allowed(hit.Word.Name, hit.Text.Area))
            .Select(static hit => $"{hit.Text.Path}({hit.Text.Line}): \"{hit.Word.Name}\": {hit.Word.Reason} Write {hit.Word.Instead}.")
            .ToArray();
        Assert.True(additional.Length == 0, string.Join('\n', additional));
    }

    [Fact]
    public void Every_avoided_word_has_a_reason_and_a_replacement_and_a_unique_name()
    {
        Assert.All(WordList.Words, static word => Assert.True(word.Reason.EndsWith('.') && word.Instead.Length > 0, word.Name));
        Assert.All(WordList.Words.SelectMany(static word => word.Allowed), static allowed => Assert.EndsWith(
            ".", allowed.Reason, StringComparison.Ordinal));
        Assert.Equal(WordList.Words.Count, WordList.Words.Select(static word => word.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("// Nobody waits.\nvar x = 1;", "nobody")]
    [InlineData("/// <summary>It is done\n/// all the same.</summary>\nclass C;", "all the same")]
    [InlineData("class C { void Who_leaves_takes_nobodys_turn() { } }", "nobody", "what leaves", "who")]
    [InlineData("class C { int HitFate; }", "fate")]
    [InlineData("var x = \"The answer is late.\";", "answer")]
    [InlineData("var x = $\"The answer of {host} is late.\";", "answer")]
    [InlineData("var x = \"answer\"; // <c>answer</c>")]
    [InlineData("class Answer { } // The visitor's answer.", "answer")]
    [InlineData("M(nobody);")]
    public void Avoided_word_is_found_in_comments_strings_and_declared_names(string code, params string[] expected) =>
        Assert.Equal(expected, Names(WrittenCode.Read("tests/PrivacyGateway.Tests/Made.cs", code)));

    [Theory]
    [InlineData("Nobody waits.", "nobody")]
    [InlineData("Set `nobody` and [nobody](nobody.md).", "nobody")]
    [InlineData("```\nnobody\n```\nplain")]
    [InlineData("What the gateway forwards is counted.", "what")]
    [InlineData("What is forwarded?")]
    public void Avoided_word_is_found_in_the_prose_of_a_page(string page, params string[] expected) =>
        Assert.Equal(expected, Names(WrittenPage.Read("docs/README.md", page)));

    [Fact]
    public void Ratchet_is_only_lowered()
    {
        var ratchet = WordRatchet.Parse("# comment\nnobody\tdocs\t3\nanew\tdocs\t1\nfate\tdocs\t1\n");

        var lowered = ratchet.Lower(new Dictionary<(string, string), int>
        {
            [("nobody", "docs")] = 5,
            [("anew", "docs")] = 0,
            [("fate", "docs")] = 1,
            [("house", "docs")] = 1,
        });

        Assert.Equal("fate\tdocs\t1\nnobody\tdocs\t3\n", lowered.Write());
    }

    [Theory]
    [InlineData("src/PrivacyGateway/Caching/Deep/A.cs", "src/PrivacyGateway/Caching")]
    [InlineData("src/PrivacyGateway/Program.cs", "src/PrivacyGateway")]
    [InlineData("tests/PrivacyGateway.Tests/Hits/A.cs", "tests/PrivacyGateway.Tests/Hits")]
    [InlineData("docs/decisions/page.md", "docs/decisions")]
    [InlineData("README.md", "README.md")]
    public void Area_is_a_room_a_test_folder_or_a_folder_of_pages(string path, string area) =>
        Assert.Equal(area, new WrittenText(path, 1, "").Area);

    private static IEnumerable<string> Names(IEnumerable<WrittenText> texts) =>
        texts.SelectMany(static text => WordList.Words.Where(word => word.CountIn(text) > 0).Select(static word => word.Name)).Order(
            StringComparer.Ordinal);

    private static IEnumerable<(AvoidedWord Word, WrittenText Text, int Count)> Find() =>
        from text in Texts()
        from word in WordList.Words
        let count = word.CountIn(text)
        where count > 0
        select (word, text, count);

    private static IEnumerable<WrittenText> Texts() =>
        [.. Files("src", "*.cs").Concat(Files("tests", "*.cs")).AsParallel().AsOrdered()
            .SelectMany(static file => WrittenCode.Read(file, Repository.Read(file))),
         .. Files("docs", "*.md").Except(Generated).Concat(Pages).SelectMany(static file => WrittenPage.Read(file, Repository.Read(file)))];

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Repository.Files(folder, pattern).Where(static file => !file.StartsWith(Folder, StringComparison.Ordinal));
}
