using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>
/// The 111 captured requests as anonymous ones under both levels: how many of their parameters are forwarded unchanged, changed and
/// stripped, and that no personal value is forwarded. The counts go to <c>capture-levels-figures.txt</c> beside the tests.
/// </summary>
public sealed class CaptureLevelTests(CaptureReplayFixture fixture) : IClassFixture<CaptureReplayFixture>
{
    /// <summary>
    /// Personal values that the table does not list, because the standard level
    /// forwards them: customer data, a temporary session, an alias in JSON.
    /// </summary>
    private static readonly string[] OnlyStrict = ["Jane", "\"jane\"", "user-xyz-123456789", "User cat 5", "User cat 7"];

    /// <summary>
    /// Stripped by strict and not by standard, read over name by name: customer
    /// data and alias, Engage key, temporary session, order number, unknown.
    /// </summary>
    private static readonly string[] StrippedByStrict = ["eaj", "ecwen", "er1", "er4", "er5", "fpt", "fpv", "oi", "r"];

    private static readonly Figures Rows = new("capture-levels");

    [Theory]
    [InlineData("opt-out", "standard")]
    [InlineData("strict", "strict")]
    public async Task Captured_hits_are_forwarded_without_personal_values_and_each_parameter_is_counted(string policyName, string level)
    {
        var policy = ReplayPolicy.All.Single(policy => policy.Name == policyName);
        var outcomes = new SortedDictionary<string, (int Unchanged, int Changed, int Stripped)>(StringComparer.Ordinal);
        var (values, leaks, hits) = (0, new List<string>(), 0);
        foreach (var (capture, expected) in CaptureFile.Read().Zip(ExpectedCapture.ReadAll()))
        {
            var replay = await fixture.ReplayAsync(capture, expected, policy, Replay.AnonymousCookie);
            string[] persons = level == "strict"
                ? [.. expected.Values, .. expected.LeavesElsewhere.Keys, .. OnlyStrict] : [.. expected.Values];
            persons = [.. WireJudge.Search(capture.RequestTo(policy.Host, addedCookie: null), persons.Distinct(StringComparer.Ordinal))
                .Select(static finding => finding.Value)];
            values += persons.Length;
            foreach (var seen in replay.Seen)
            {
                leaks.AddRange(WireJudge.Search(seen.Raw, persons).Select(finding => $"{replay}: {finding}"));
                leaks.AddRange(seen.Headers.Where(static header => header.Key != "Host" && header.Value.Contains(
                    "127.0.0.1", StringComparison.Ordinal)).Select(header => $"{replay}: the client address in {header.Key}"));
            }

            if (replay.Decision == "anonymous")
            {
                hits++;
                string[] forwarded = [.. HitLines.From(Assert.Single(replay.Seen)).SelectMany(static line => line)];
                Count(capture, forwarded, outcomes);
                Assert.Empty(
                    forwarded.Select(Capture.NameOf).Except([.. capture.Parameters.Select(Capture.NameOf), "nc"], StringComparer.Ordinal));
            }
        }

        foreach (var (name, outcome) in outcomes)
            Rows.Add($"{level}, {name}: unchanged {outcome.Unchanged}, changed {outcome.Changed}, stripped {outcome.Stripped}");
        Rows.Add(
            $"{level}: requests 111, hits {hits}, parameters unchanged {outcomes.Values.Sum(static outcome => outcome.Unchanged)}, changed "
                + $"{outcomes.Values.Sum(static outcome => outcome.Changed)}, stripped "
                + $"{outcomes.Values.Sum(static outcome => outcome.Stripped)}; personal values searched {values}, forwarded {leaks.Count}");
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
        if (level == "strict")
            AssertStrict(outcomes);
        else
            Assert.Equal(TableCounts(), (outcomes.Values.Sum(static outcome => outcome.Unchanged),
                outcomes.Values.Sum(static outcome => outcome.Changed), outcomes.Values.Sum(static outcome => outcome.Stripped)));
    }

    private static void AssertStrict(SortedDictionary<string, (int Unchanged, int Changed, int Stripped)> outcomes)
    {
        var stripped = Hits().SelectMany(static row => ExpectedCapture.NamesIn(row.Gone)).Where(static name => name != "nc")
            .Concat(StrippedByStrict).Distinct(StringComparer.Ordinal);
        Assert.Equal(stripped.Order(StringComparer.Ordinal), outcomes.Where(static outcome => outcome.Value.Stripped > 0)
            .Select(static outcome => outcome.Key));
        Assert.Equal(["p", "pu"], outcomes.Where(static outcome => outcome.Value.Changed > 0).Select(static outcome => outcome.Key));
        Assert.DoesNotContain(outcomes, static outcome => outcome.Value is { Stripped: > 0, Unchanged: > 0 });
    }

    /// <summary>The table's result for the standard level.</summary>
    private static (int Unchanged, int Changed, int Stripped) TableCounts()
    {
        var (forwarded, changed, stripped) = (0, 0, 0);
        foreach (var row in Hits())
        {
            forwarded += ExpectedCapture.NamesIn(row.Leaves).Count(static name => name != "nc");
            changed += row.Rewritten.Count;
            stripped += ExpectedCapture.NamesIn(row.Gone).Count(static name => name != "nc");
        }

        return (forwarded - changed, changed, stripped);
    }

    private static IEnumerable<ExpectedCapture> Hits() =>
        ExpectedCapture.ReadAll().Where(static row => row.WithCookie.OptOut == "anonymous");

    private static void Count(
        Capture capture, string[] forwarded, SortedDictionary<string, (int Unchanged, int Changed, int Stripped)> outcomes)
    {
        foreach (var parameter in capture.Parameters.Where(static parameter => Capture.NameOf(parameter) != "nc"))
        {
            var name = Capture.NameOf(parameter);
            var outcome = outcomes.GetValueOrDefault(name);
            outcomes[name] = forwarded.Contains(parameter, StringComparer.Ordinal) ? outcome with { Unchanged = outcome.Unchanged + 1 }
                : forwarded.Any(other => Capture.NameOf(other) == name) ? outcome with { Changed = outcome.Changed + 1 }
                : outcome with { Stripped = outcome.Stripped + 1 };
        }
    }
}
