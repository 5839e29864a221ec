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
    public void Strict_is_standard_with_more_switches_on(string name, bool standard, bool strict)
    {
        Assert.Equal(standard, Withholds(LevelRules.Standard.Compile([], [], keepsTemporarySession: true), name));
        Assert.Equal(strict, Withholds(LevelRules.Strict.Compile([], [], keepsTemporarySession: true), name));
    }

    [Theory]
    [InlineData("cd", "CD")]
    [InlineData("myOwn", "MYOWN")]
    [InlineData("cg1", "cg1")]
    public void What_the_policy_suppresses_goes_whatever_its_case(string suppressed, string name) =>
        Assert.True(Withholds(LevelRules.Standard.Compile([suppressed], [], keepsTemporarySession: true), name));

    [Theory]
    [InlineData("uc5", "uc50")]
    [InlineData("uc5", "uc")]
    [InlineData("cd", "cd1")]
    public void What_the_policy_suppresses_are_whole_names(string suppressed, string other) =>
        Assert.False(Withholds(LevelRules.Standard.Compile([suppressed], [], keepsTemporarySession: true), other));

    [Fact]
    public void The_temporary_session_goes_where_the_policy_drops_it() => Assert.True(Withholds(LevelRules.Standard.Compile([], [], keepsTemporarySession: false), "fpv"));

    private static bool Withholds(ParameterRules rules, string name) => rules.For(Encoding.Latin1.GetBytes(name)).Withheld;
}
