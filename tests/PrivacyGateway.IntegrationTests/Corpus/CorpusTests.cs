namespace PrivacyGateway.IntegrationTests.Corpus;

/// <summary>
/// The adversarial corpus against the shipped gateway: <c>tests/corpus/run.sh</c>, as it can be run by hand.
/// Its totals go to <c>corpus-figures.txt</c> beside this assembly.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Identifiers_of_the_corpus_do_not_reach_track_domain_browser_or_log()
    {
        var run = await CorpusRun.StartAsync(TestContext.Current.CancellationToken);

        await File.WriteAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "corpus-figures.txt"), run.Figures, TestContext.Current.CancellationToken);
        foreach (var line in run.Figures)
            output.WriteLine(line);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(4, run.Figures.Count);
    }
}
