using System.Reflection;
using PrivacyGateway.Inspection;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Inspection;

public sealed class StrippedReasonTests
{
    [Fact]
    public void Every_rule_that_strips_something_has_a_separate_sentence()
    {
        var rules = typeof(RuleNames).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetValue(null)!)
            .Except([RuleNames.Kept, RuleNames.KeepParameter], StringComparer.Ordinal).ToArray();

        var sentences = rules.Select(StrippedReason.For).ToArray();

        Assert.Equal(27, rules.Length);
        Assert.DoesNotContain(StrippedReason.For("no such rule"), sentences);
        Assert.Equal(sentences.Distinct(StringComparer.Ordinal), sentences);
    }
}
