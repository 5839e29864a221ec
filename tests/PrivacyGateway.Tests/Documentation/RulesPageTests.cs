using System.Reflection;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>The table of rules in <c>docs/ledger.md</c> against the rules, and their ids.</summary>
public sealed class RulesPageTests
{
    private static readonly IReadOnlyList<string> Ids =
        [.. typeof(RuleNames).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(static field => (string)field.GetRawConstantValue()!)];

    /// <summary>The cells of each row, without their back-ticks.</summary>
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. Repository.Read("docs/ledger.md").Split("\n## Rules\n")[1].Split('\n')
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(static line => line.Split('|').Select(static cell => cell.Trim().Trim('`')).ToArray()),
    ];

    public static TheoryData<string> LabelValues => [.. Ids.Concat(RefusalReasons.All)];

    [Fact]
    public void Rules_page_has_each_rule_once() =>
        Assert.Equal(Ids.Order(StringComparer.Ordinal), Rows.Select(static row => row[1]).Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_page_lists_each_former_name_beside_its_id() => Assert.Equal(
        FormerRuleNames.Ids.Select(static pair => $"{pair.Key}: {pair.Value}").Order(StringComparer.Ordinal),
        Rows.Where(static row => row[2].Length > 0).Select(static row => $"{row[2]}: {row[1]}").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(LabelValues))]
    public void Rule_and_reason_ids_are_lower_case_words_with_hyphens(string id) => Assert.Matches("^[a-z]+(-[a-z]+)*$", id);
}
