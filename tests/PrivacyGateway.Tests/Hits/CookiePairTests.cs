using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class CookiePairTests
{
    [Theory]
    [InlineData("a=1", "a", "1")]
    [InlineData("a = 1", "a", "1")]
    [InlineData("a=b=c", "a", "b=c")]
    [InlineData("a=", "a", "")]
    [InlineData("a= ", "a", "")]
    [InlineData("=1", "", "1")]
    [InlineData("a", "a", "")]
    [InlineData("", "", "")]
    [InlineData("a=\"1\"", "a", "\"1\"")]
    public void Cookie_pair_has_a_name_and_a_value(string raw, string name, string value)
    {
        var pair = new CookiePair(raw);

        Assert.Equal(name, pair.Name.ToString());
        Assert.Equal(value, pair.Value.ToString());
        Assert.Equal(raw, pair.Raw.ToString());
    }
}
