using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["enableAnonymousFunction", "anonymousCookieName", "anonymousOptIn", "suppressParameter", "level"];

    [Theory]
    [InlineData("anononymousOptIn", "anonymousOptIn")]
    [InlineData("ANONYMOUSOPTIN", "anonymousOptIn")]
    [InlineData("levels", "level")]
    [InlineData("supressParameter", "suppressParameter")]
    public void A_slip_of_the_pen_is_understood(string written, string? meant) => Assert.Equal(meant, NearestName.Of(written, Names));

    [Theory]
    [InlineData("zzzzzzzzzzzz")]
    [InlineData("")]
    [InlineData("userIdentification")]
    public void Something_else_is_not(string written) => Assert.Null(NearestName.Of(written, Names));

    [Fact]
    public void The_nearest_wins_over_the_near() => Assert.Equal("uc71", NearestName.Of("uc71", ["uc700", "uc7", "uc71", "uc712"]));
}
