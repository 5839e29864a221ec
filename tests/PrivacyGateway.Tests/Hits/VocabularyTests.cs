using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class VocabularyTests
{
    [Fact]
    public void No_name_stands_twice_in_one_place() =>
        Assert.Empty(Vocabulary.Entries.GroupBy(row => (row.Place, row.Name)).Where(rows => rows.Count() > 1).Select(rows => rows.Key));

    [Fact]
    public void Every_row_says_where_its_name_was_seen() => Assert.All(Vocabulary.Entries, row => Assert.NotEmpty(row.Source));

    [Fact]
    public void Names_of_parameters_and_headers_are_canonical() =>
        Assert.All(Vocabulary.Entries.Where(row => row.Place != Place.Cookie), row => Assert.Equal(row.Name.ToLowerInvariant(), row.Name));

    [Theory]
    [InlineData("WTSTP_EID")]
    [InlineData("wtstpeid")]
    [InlineData("PHPSESSID")]
    [InlineData("wteid")]
    [InlineData("miCookieOptOut")]
    [InlineData("")]
    public void A_cookie_is_known_by_its_exact_name(string name) => Assert.Null(Vocabulary.FindCookie(name));
}
