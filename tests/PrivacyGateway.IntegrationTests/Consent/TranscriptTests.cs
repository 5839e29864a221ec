using System.Reflection;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>Every command in docs/consent.md prints its documented output.</summary>
public sealed class TranscriptTests(TranscriptFixture fixture) : IClassFixture<TranscriptFixture>
{
    private const string State = "curl -s -b miCookieOptOut=1 https://track.shop.example/.privacy/state";
    private const string Printed =
        "{\"polarity\":\"opt-out\",\"decision\":\"anonymous\",\"signal\":\"anonymous-cookie\",\"reason\":\"the anonymous cookie is set\"}";

    public static TheoryData<string> Commands => [.. Blocks().Select(block => block.Command)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Documented_command_prints_what_the_document_shows(string command)
    {
        var block = Blocks().Single(one => one.Command == command);

        var difference = block.Differs(await fixture.RunAsync(command, TestContext.Current.CancellationToken));

        // Assert.Null would cut it short.
        Assert.True(difference is null, difference);
    }

    [Fact]
    public void Document_shows_enough_commands() => Assert.InRange(Blocks().Count, 6, 100);

    [Fact]
    public async Task Transcript_check_detects_a_wrong_document()
    {
        var printed = await fixture.RunAsync(State, TestContext.Current.CancellationToken);

        Assert.Null(new Transcript(State, [Printed]).Differs(printed));
        Assert.Null(new Transcript(State, [Printed, ""]).Differs(printed));
        Assert.NotNull(new Transcript(State, [Printed.Replace("anonymous cookie", "cookie", StringComparison.Ordinal)]).Differs(printed));
        Assert.NotNull(new Transcript(State, [Printed, "more"]).Differs(printed));
        Assert.NotNull(new Transcript(State, ["", Printed]).Differs(printed));
        Assert.NotNull(new Transcript(State, []).Differs(printed));
    }

    [Fact]
    public async Task Transcript_check_detects_a_header_that_the_document_lacks()
    {
        const string Command = "curl -si \\\n  https://optin.shop.example/.privacy/x";
        string[] lines =
        [
            "HTTP/1.1 404 Not Found", "Content-Length: 39", "Content-Type: application/json", "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff", "", "{\"error\":\"There is no such resource.\"}",
        ];

        var printed = await fixture.RunAsync(Command, TestContext.Current.CancellationToken);

        Assert.Null(new Transcript(Command, lines).Differs(printed));
        for (var omitted = 0; omitted < lines.Length; omitted++)
            Assert.NotNull(new Transcript(Command, [.. lines.Where((_, at) => at != omitted)]).Differs(printed));
    }

    [Fact]
    public async Task Transcript_check_detects_a_command_that_cannot_connect()
    {
        var printed = await fixture.RunAsync("curl -sS --connect-to track.shop.example:444:127.0.0.1:1 https://track.shop.example:444/",
            TestContext.Current.CancellationToken);

        Assert.NotNull(new Transcript("curl", []).Differs(printed));
    }

    [Fact]
    public void Console_block_is_parsed_into_one_command_and_its_output()
    {
        var block = Assert.Single(Transcript.In("text\n```json\n{}\n```\n```console\n$ curl -s \\\n  https://a\nout\n\n$ut\n```\n"));

        Assert.Equal("curl -s \\\n  https://a", block.Command);
        Assert.Equal(["out", "", "$ut"], block.Output);
        Assert.Throws<InvalidDataException>(() => Transcript.In("```console\n$ curl a\n$ curl b\n```"));
        Assert.Throws<InvalidDataException>(() => Transcript.In("```console\nout\n```"));
        Assert.Throws<InvalidDataException>(() => Transcript.In("```console\n$ curl a\n"));
    }

    private static IReadOnlyList<Transcript> Blocks()
    {
        var corpus = typeof(TranscriptTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "CorpusFolder").Value!;
        return Transcript.In(File.ReadAllText(Path.GetFullPath(Path.Combine(corpus, "..", "..", "docs", "consent.md"))));
    }
}
