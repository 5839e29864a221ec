using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>The table itself, held against the captured bytes: an authority must be complete and must be able to fail.</summary>
public sealed class CaptureTableTests
{
    private static readonly string[] Decisions = ["identified", "anonymous", "blocked", "optout-call", "cc-answered"];

    [Fact]
    public void It_has_one_row_for_each_of_the_111_captures_in_their_order()
    {
        var captures = CaptureFile.Read();

        Assert.Equal(111, captures.Count);
        Assert.Equal(
            captures.Select(capture => (capture.Number, capture.Scenario, $"{capture.Method} {capture.Target.Split('?')[0]}")),
            ExpectedCapture.ReadAll().Select(row => (row.Capture, row.Scenario, row.Request)));
    }

    [Fact]
    public void Every_decision_is_one_of_the_five()
    {
        Assert.All(
            ExpectedCapture.ReadAll().SelectMany(row => row.AsItIs.All.Concat(row.WithCookie.All)),
            decision => Assert.Contains(decision, Decisions));
    }

    [Fact]
    public void In_a_row_that_can_be_anonymous_every_captured_name_is_either_gone_or_leaves()
    {
        foreach (var (capture, row) in Rows().Where(pair => CanBeAnonymous(pair.Row)))
        {
            var leaves = ExpectedCapture.NamesIn(row.Leaves);
            var gone = ExpectedCapture.NamesIn(row.Gone);

            Assert.Equal(
                capture.Parameters.Select(Capture.NameOf).Where(name => name != "nc").Order(StringComparer.Ordinal),
                leaves.Concat(gone).Where(name => name != "nc").Order(StringComparer.Ordinal));
            Assert.Single(leaves, "nc");
            Assert.Equal(1, Array.IndexOf(leaves, "nc"));
        }
    }

    [Fact]
    public void The_judge_sees_every_listed_value_in_the_captured_request()
    {
        foreach (var (capture, row) in Rows())
        {
            var values = row.Values.Concat(row.LeavesElsewhere.Keys).ToList();
            var sent = capture.RequestTo("track.shop.test", addedCookie: null);

            Assert.Equal(values, WireJudge.Search(sent, values).Select(finding => finding.Value));
        }
    }

    [Fact]
    public void A_row_lists_the_values_of_all_names_that_are_gone()
    {
        foreach (var (capture, row) in Rows())
        {
            var listed = row.Values.Concat(row.LeavesElsewhere.Keys).ToList();
            var gone = ExpectedCapture.NamesIn(row.Gone);
            foreach (var parameter in capture.Parameters.Where(parameter => gone.Contains(Capture.NameOf(parameter))))
            {
                if (parameter.Split('=', 2)[1].Length >= WireJudge.ShortestValue)
                {
                    Assert.NotEmpty(WireJudge.Search(Encoding.Latin1.GetBytes(parameter), listed));
                }
            }
        }
    }

    private static IEnumerable<(Capture Capture, ExpectedCapture Row)> Rows() => CaptureFile.Read().Zip(ExpectedCapture.ReadAll());

    private static bool CanBeAnonymous(ExpectedCapture row) =>
        row.AsItIs.All.Concat(row.WithCookie.All).Contains("anonymous", StringComparer.Ordinal);
}
