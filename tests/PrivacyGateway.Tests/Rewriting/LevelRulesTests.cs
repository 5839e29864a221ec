using System.Text;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class LevelRulesTests
{
    [Theory]
    [InlineData("eid", true, true)]
    [InlineData("uc702", true, true)]
    [InlineData("nc", true, true)]
    [InlineData("cd", false, true)]
    [InlineData("uc5", false, true)]
    [InlineData("np", false, true)]
    [InlineData("foo", false, true)]
    [InlineData("fpv", false, false)]
    [InlineData("cg1", false, false)]
    [InlineData("p", false, false)]
    public void Strict_level_strips_everything_that_standard_strips_and_more(string name, bool standard, bool strict)
    {
        Assert.Equal(standard, Strips(LevelRules.Standard.Compile(new ParameterChoices { KeepsTemporarySession = true }), name));
        Assert.Equal(strict, Strips(LevelRules.Strict.Compile(new ParameterChoices { KeepsTemporarySession = true }), name));
    }

    [Theory]
    [InlineData("cd", "CD")]
    [InlineData("myOwn", "MYOWN")]
    [InlineData("cg1", "cg1")]
    public void Suppressed_parameter_is_stripped_in_any_case(string suppressed, string name) =>
        Assert.True(
            Strips(LevelRules.Standard.Compile(new ParameterChoices { Suppressed = [suppressed], KeepsTemporarySession = true }), name));

    [Theory]
    [InlineData("uc5", "uc50")]
    [InlineData("uc5", "uc")]
    [InlineData("cd", "cd1")]
    public void Suppressed_name_does_not_match_longer_or_shorter_names(string suppressed, string other) =>
        Assert.False(
            Strips(LevelRules.Standard.Compile(new ParameterChoices { Suppressed = [suppressed], KeepsTemporarySession = true }), other));

    [Fact]
    public void Temporary_session_is_stripped_where_the_policy_drops_it() =>
        Assert.True(Strips(LevelRules.Standard.Compile(new ParameterChoices()), "fpv"));

    private static bool Strips(ParameterRules rules, string name) => rules.Find(Encoding.Latin1.GetBytes(name)).Stripped;
}
