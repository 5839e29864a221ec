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
        [.. typeof(RuleNames).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static field => (string)field.GetRawConstantValue()!)];

    /// <summary>The cells of each row, without their back-ticks.</summary>
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. Repository.Read("docs/ledger.md").Split("\n## Rules\n")[1].Split('\n')
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(static line => line.Split('|').Select(static cell => cell.Trim().Trim('`')).ToArray()),
    ];

    public static TheoryData<string> LabelValues => [.. Ids.Concat(RefusalReasons.All)];

    [Fact]
    public void The_page_has_each_rule_once() => Assert.Equal(Ids.Order(StringComparer.Ordinal), Rows.Select(static row => row[1]).Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_gives_each_former_name_beside_the_id_as_which_the_ledger_reads_it() => Assert.Equal(
        FormerRuleNames.Ids.Select(static pair => $"{pair.Key}: {pair.Value}").Order(StringComparer.Ordinal),
        Rows.Where(static row => row[2].Length > 0).Select(static row => $"{row[2]}: {row[1]}").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(LabelValues))]
    public void A_rule_or_reason_is_lower_case_words_with_hyphens(string id) => Assert.Matches("^[a-z]+(-[a-z]+)*$", id);
}
