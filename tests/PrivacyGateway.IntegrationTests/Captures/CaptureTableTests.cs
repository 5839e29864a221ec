using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>The expected table, compared with the captured bytes: it must be complete and must be able to fail.</summary>
public sealed class CaptureTableTests
{
    private static readonly string[] Decisions = ["identified", "anonymous", "blocked", "optout-call", "cc-answered"];

    [Fact]
    public void Expected_table_has_one_row_for_each_of_the_111_captures_in_order()
    {
        var captures = CaptureFile.Read();

        Assert.Equal(111, captures.Count);
        Assert.Equal(
            captures.Select(capture => (capture.Number, capture.Scenario, $"{capture.Method} {capture.Target.Split('?')[0]}")),
            ExpectedCapture.ReadAll().Select(row => (row.Capture, row.Scenario, row.Request)));
    }

    [Fact]
    public void Every_decision_of_the_expected_table_is_one_of_the_five()
    {
        Assert.All(
            ExpectedCapture.ReadAll().SelectMany(row => row.AsItIs.All.Concat(row.WithCookie.All)),
            decision => Assert.Contains(decision, Decisions));
    }

    [Fact]
    public void Row_of_an_anonymous_capture_lists_every_name_as_stripped_or_forwarded()
    {
        foreach (var (capture, row) in Rows().Where(pair => CanBeAnonymous(pair.Row)))
        {
            var forwarded = ExpectedCapture.NamesIn(row.Leaves);
            var stripped = ExpectedCapture.NamesIn(row.Gone);

            Assert.Equal(
                capture.Parameters.Select(Capture.NameOf).Where(name => name != "nc").Order(StringComparer.Ordinal),
                forwarded.Concat(stripped).Where(name => name != "nc").Order(StringComparer.Ordinal));
            Assert.Single(forwarded, "nc");
            Assert.Equal(1, Array.IndexOf(forwarded, "nc"));
        }
    }

    [Fact]
    public void Judge_finds_every_listed_value_in_the_captured_request()
    {
        foreach (var (capture, row) in Rows())
        {
            var values = row.Values.Concat(row.LeavesElsewhere.Keys).ToList();
            var sent = capture.RequestTo("track.shop.test", addedCookie: null);

            Assert.Equal(values, WireJudge.Search(sent, values).Select(finding => finding.Value));
        }
    }

    [Fact]
    public void Row_lists_the_values_of_all_stripped_names()
    {
        foreach (var (capture, row) in Rows())
        {
            var listed = row.Values.Concat(row.LeavesElsewhere.Keys).ToList();
            var stripped = ExpectedCapture.NamesIn(row.Gone);
            foreach (var parameter in capture.Parameters.Where(parameter => stripped.Contains(Capture.NameOf(parameter))))
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
