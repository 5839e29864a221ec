using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Consent;

/// <summary>
/// Every combination of polarity, anonymous cookie, what platforms may do, and signal, against <see cref="ConsentTruthTable"/>.
/// </summary>
public sealed class ConsentTruthTableTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_combination_gets_the_decision_of_the_truth_table()
    {
        var rows = 0;
        var failures = new List<string>();
        foreach (var line in ConsentTruthTable.Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, groups) = (line.Split('|')[0].Trim(), line.Split('|')[1].Trim().Split(' '));
            var situation = ConsentSituation.Parse(name);
            foreach (var ((polarity, mayStandIn), expected) in ConsentTruthTable.Columns.Zip(groups))
            {
                var policy = PolicyOf(polarity, mayStandIn, situation.Signals);
                foreach (var (cookie, letter) in ConsentTruthTable.Cookies.Zip(expected))
                {
                    rows++;
                    var decided = Decide(policy, situation, cookie);
                    if (decided != letter)
                        failures.Add(
                            $"{name}, {polarity}, {(mayStandIn ? "stand in" : "restrict")}, {cookie}: {decided} instead of {letter}");
                }
            }
        }

        var figures = string.Create(CultureInfo.InvariantCulture, $"consent truth table: {rows} rows, {failures.Count} failures");
        output.WriteLine(figures);
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "consent-figures.txt"), figures + "\n");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Equal(45 * 6 * 7, rows);
    }

    /// <summary>Two signals never decide more loosely than either alone.</summary>
    [Fact]
    public void Second_signal_never_loosens_the_decision()
    {
        var names = ConsentTruthTable.Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')[0].Trim())
            .Where(name => name.StartsWith("onetrust", StringComparison.Ordinal)
                || name.StartsWith("cookiebot", StringComparison.Ordinal)).ToArray();
        foreach (var (first, second) in names.SelectMany(
            first => names.Select(second => (ConsentSituation.Parse(first), ConsentSituation.Parse(second)))))
        {
            if (first.Signals.OneTrust.Count == second.Signals.OneTrust.Count)
                continue;
            var both = new ConsentSituation(
                new SignalsConfig { OneTrust = ["C0002"], Cookiebot = ["statistics"] }, $"{first.Cookie}; {second.Cookie}");
            var policies = new[] { first, second }
                .Select(one => (Situation: one, Policy: PolicyOf("opt-in", mayStandIn: true, one.Signals))).ToArray();
            var policy = PolicyOf("opt-in", mayStandIn: true, both.Signals);
            foreach (var cookie in ConsentTruthTable.Cookies)
            {
                var isAnyone = Array.Exists(policies, one => Decide(one.Policy, one.Situation, cookie) == 'A');
                Assert.Equal(isAnyone ? 'A' : 'I', Decide(policy, both, cookie));
            }
        }
    }

    private static char Decide(Policy policy, ConsentSituation situation, string cookie)
    {
        var headers = new List<(string, string)> { ("Cookie", $"{cookie}; {situation.Cookie}"), ("Sec-Fetch-Site", "same-site") };
        if (situation.Header?.Split(": ") is [var header, var value])
            headers.Add((header, value));
        return policy.Decide(SampleHit.Get(situation.Query, [.. headers])).Stance.ToString()[0];
    }

    private static Policy PolicyOf(string polarity, bool mayStandIn, SignalsConfig signals)
    {
        var config = polarity switch { "off" => SamplePolicy.FunctionOff, "opt-in" => SamplePolicy.OptIn, _ => SamplePolicy.Standard };
        return (config with
        {
            Signals = signals with
            {
                PlatformsMay = mayStandIn
            ? PlatformRole.StandInForCookie : PlatformRole.Restrict
            }
        }).Compile();
    }
}
