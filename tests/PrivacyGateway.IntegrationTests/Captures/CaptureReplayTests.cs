namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>
/// The 111 captured requests of the real pixel through one gateway process, raw, under three policies, unchanged and
/// with the anonymous cookie, against the table in <c>tests/data/captures-expected.json</c>. Each run prints the
/// three figures.
/// </summary>
public sealed class CaptureReplayTests(CaptureReplayFixture fixture, ITestOutputHelper output) : IClassFixture<CaptureReplayFixture>
{
    [Theory]
    [InlineData("opt-out")]
    [InlineData("opt-in")]
    [InlineData("disabled")]
    public async Task Captured_hits_are_forwarded_as_the_expected_table_says(string policyName)
    {
        var policy = ReplayPolicy.All.Single(policy => policy.Name == policyName);
        var figures = new CaptureFigures(policy.Name);
        foreach (var (capture, expected) in CaptureFile.Read().Zip(ExpectedCapture.ReadAll()))
        {
            ReplayCheck.Run(await fixture.ReplayAsync(capture, expected, policy, addedCookie: null), figures);
            ReplayCheck.Run(await fixture.ReplayAsync(capture, expected, policy, Replay.AnonymousCookie), figures);
        }

        Print(figures);
        Assert.True(figures.Deviations.Count == 0, $"{figures.Deviations.Count} deviations:\n{string.Join('\n', figures.Deviations)}");
        Assert.Equal(222, figures.Replays);
        Assert.Equal(0, figures.IdentifiersReached);
        Assert.Equal(figures.AnonymousHits, figures.HitsWithOneMarker);
        Assert.Equal(0, figures.PreservedParametersChanged);
    }

    [Theory]
    [InlineData("opt-out")]
    [InlineData("opt-in")]
    [InlineData("disabled")]
    public async Task Captured_hits_are_blocked_with_the_full_opt_out_cookie(string policyName)
    {
        var policy = ReplayPolicy.All.Single(policy => policy.Name == policyName);
        var figures = new CaptureFigures(policy.Name);
        foreach (var (capture, expected) in CaptureFile.Read().Zip(ExpectedCapture.ReadAll()))
        {
            var replay = await fixture.ReplayAsync(capture, expected, policy, "webtrekkOptOut=1");
            if (replay.Seen.Count > 0 && !capture.Target.Contains("/optout?", StringComparison.Ordinal))
            {
                figures.Deviation(replay, "left in spite of webtrekkOptOut=1");
            }

            figures.Expect(replay, "status", "200", $"{replay.Response.Status}");
        }

        Assert.True(figures.Deviations.Count == 0, string.Join('\n', figures.Deviations));
    }

    private void Print(CaptureFigures figures)
    {
        fixture.Keep(figures);
        output.WriteLine(figures.ToString());
        Console.WriteLine(figures);
    }
}
