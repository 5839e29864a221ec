using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>The OTLP export, where the environment names a collector; and its absence where it does not.</summary>
public sealed class OtlpTests : IAsyncLifetime
{
    private static readonly Figures Figures = new("otlp");

    private readonly RecordingTrackDomain _collector = new() { Response = static _ => TrackDomainResponses.Build(200, "OK", [], []) };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    [Fact]
    public async Task OTLP_metrics_and_spans_contain_nothing_that_a_client_sent()
    {
        await using var fixture = await NumbersFixture.StartAsync(Environment("always_on"));
        await fixture.TrafficAsync();
        await fixture.Gateway.StopAsync();

        var spans = Captured("/v1/traces");
        var numbers = Captured("/v1/metrics");
        Figures.Add($"OTLP capture: {_collector.Requests.Count} exports, canaries {Count(spans + numbers, NumbersFixture.Canary)}");
        Assert.Equal(0, Count(spans + numbers, NumbersFixture.Canary));
        Assert.All(
            (string[])["gateway.hits", "gateway.requests", "gateway.request.duration", "gateway.upstream.duration", "gateway.build.info"],
            name => Assert.Contains(name, numbers, StringComparison.Ordinal));
        Assert.Contains("dotnet.process.cpu.time", numbers, StringComparison.Ordinal);
        Assert.Contains("kestrel.active_connections", numbers, StringComparison.Ordinal);
        Assert.DoesNotContain("server.address", numbers, StringComparison.Ordinal);
        Assert.All(
            (string[])["privacy-gateway", "gateway.route", "enforced", "anonymous-cookie", "gateway.outcome", "forwarded", "spooled",
                "http.response.status_code"],
            word => Assert.Contains(word, spans, StringComparison.Ordinal));
        Assert.All((string[])["url.", "client.", "user_agent", "127.0.0.1", ".test"],
            word => Assert.DoesNotContain(word, spans, StringComparison.Ordinal));

        // The browser does not choose a trace, and the track domain receives none.
        Assert.DoesNotContain(
            Encoding.Latin1.GetString(Convert.FromHexString("0af7651916cd43dd8448eb211c80319c")), spans, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.TrackDomain.Requests, static request => request.HeaderValues("traceparent").Any());
    }

    [Fact]
    public async Task OTLP_exports_metrics_and_no_spans_without_a_sampler()
    {
        await using var fixture = await NumbersFixture.StartAsync(Environment(sampler: ""));
        await fixture.TrafficAsync();
        await fixture.Gateway.StopAsync();

        Assert.NotEmpty(Captured("/v1/metrics"));
        Assert.Empty(Captured("/v1/traces"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("true", "http://127.0.0.1:9")]
    public async Task OpenTelemetry_is_not_loaded_without_a_collector_or_when_disabled(string disabled, string endpoint)
    {
        await using var fixture = await NumbersFixture.StartAsync(
            new Dictionary<string, string> { ["OTEL_SDK_DISABLED"] = disabled, ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint });
        await fixture.TrafficAsync();

        var loaded = await File.ReadAllTextAsync($"/proc/{fixture.Gateway.ProcessId}/maps", TestContext.Current.CancellationToken);
        Assert.Contains("Yarp.ReverseProxy.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    private static int Count(string text, string word) => text.Split(word).Length - 1;

    private Dictionary<string, string> Environment(string sampler) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Address.TrimEnd('/'),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_TRACES_SAMPLER"] = sampler,
    };

    private string Captured(string path) => string.Concat(
        _collector.Requests.Where(request => request.Target == path).Select(static request => Encoding.Latin1.GetString(request.Body)));
}
