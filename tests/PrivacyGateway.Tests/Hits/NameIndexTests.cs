using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class NameIndexTests
{
    private static readonly NameIndex<string> Index = new(
        new[] { "uc#", "uc700..713", "uc705", "x-wt-*", "x-wt-ip-*", "cd", "n5", "wt_*", "wt_eid", "v1..3", "v2..2" }
            .Select(pattern => KeyValuePair.Create(pattern, pattern)));

    [Theory]
    [InlineData("cd", "cd")]
    [InlineData("uc700", "uc700..713")]
    [InlineData("uc713", "uc700..713")]
    [InlineData("uc0700", "uc700..713")]
    [InlineData("uc699", "uc#")]
    [InlineData("uc714", "uc#")]
    [InlineData("uc0", "uc#")]
    [InlineData("uc5", "uc#")]
    [InlineData("uc2147483648", "uc#")]
    [InlineData("uc99999999999999999999999999999999", "uc#")]
    [InlineData("uc705", "uc705")]
    [InlineData("n5", "n5")]
    [InlineData("x-wt-", "x-wt-*")]
    [InlineData("x-wt-eid", "x-wt-*")]
    [InlineData("x-wt-ip-4", "x-wt-ip-*")]
    [InlineData("wt_eid", "wt_eid")]
    [InlineData("wt_eid1", "wt_*")]
    [InlineData("v2", "v2..2")]
    [InlineData("v3", "v1..3")]
    public void Most_exact_name_pattern_wins(string name, string pattern) => Assert.Equal(pattern, Index.Find(name));

    [Theory]
    [InlineData("")]
    [InlineData("c")]
    [InlineData("cd2")]
    [InlineData("uc")]
    [InlineData("uc5a")]
    [InlineData("ucx700")]
    [InlineData("auc700")]
    [InlineData("x-wt")]
    [InlineData("n6")]
    [InlineData("v0")]
    [InlineData("v4")]
    [InlineData("700")]
    public void Name_without_a_matching_pattern_is_not_found(string name) => Assert.Null(Index.Find(name));

    [Fact]
    public void Later_name_pattern_replaces_an_equal_one()
    {
        var index = new NameIndex<string>([KeyValuePair.Create("cd", "first"), KeyValuePair.Create("cd", "second")]);

        Assert.Equal("second", index.Find("cd"));
    }

    [Fact]
    public void Empty_name_index_finds_nothing() => Assert.Null(new NameIndex<string>([]).Find("eid"));
}
