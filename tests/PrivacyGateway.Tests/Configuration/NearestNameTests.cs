using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class NearestNameTests
{
    private static readonly string[] Names = [
        "enableAnonymousFunction", "anonymousCookieName", "anonymousOptIn", "suppressParameter", "level"];

    [Theory]
    [InlineData("anononymousOptIn", "anonymousOptIn")]
    [InlineData("ANONYMOUSOPTIN", "anonymousOptIn")]
    [InlineData("levels", "level")]
    [InlineData("supressParameter", "suppressParameter")]
    public void Misspelt_name_is_matched(string written, string? meant) => Assert.Equal(meant, NearestName.Find(written, Names));

    [Theory]
    [InlineData("zzzzzzzzzzzz")]
    [InlineData("")]
    [InlineData("userIdentification")]
    public void Unrelated_name_is_not_matched(string written) => Assert.Null(NearestName.Find(written, Names));

    [Fact]
    public void Nearest_name_wins_over_a_near_one() => Assert.Equal("uc71", NearestName.Find("uc71", ["uc700", "uc7", "uc71", "uc712"]));
}
