using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class VocabularyTests
{
    [Fact]
    public void Name_is_listed_once_for_each_location() =>
        Assert.Empty(Vocabulary.Entries.GroupBy(row => (row.Location, row.Name)).Where(rows => rows.Count() > 1).Select(rows => rows.Key));

    [Fact]
    public void Every_vocabulary_row_cites_its_source() => Assert.All(Vocabulary.Entries, row => Assert.NotEmpty(row.Source));

    [Fact]
    public void Parameter_and_header_names_of_the_vocabulary_are_canonical() =>
        Assert.All(Vocabulary.Entries.Where(row => row.Location != NameLocation.Cookie),
            row => Assert.Equal(row.Name.ToLowerInvariant(), row.Name));

    [Theory]
    [InlineData("WTSTP_EID")]
    [InlineData("wtstpeid")]
    [InlineData("PHPSESSID")]
    [InlineData("wteid")]
    [InlineData("miCookieOptOut")]
    [InlineData("")]
    public void Cookie_is_found_by_its_exact_name(string name) => Assert.Null(Vocabulary.FindCookie(name));
}
