using System.Globalization;
using System.Text.Json;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The two forms in which the log is written.</summary>
public sealed class LogFormatTests
{
    private static readonly string Config = WireHosts.Config("http://127.0.0.1:1/", "http://127.0.0.1:1/", gateway: "\"AccessLog\": true,");

    [Fact]
    public async Task Text_log_names_the_listeners_and_starts_each_event_with_its_time()
    {
        var lines = await LogAsync();

        Assert.Contains(lines, line => line.StartsWith("Now listening on: http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Admin listening on: http://127.0.0.1:", StringComparison.Ordinal));
        var access = Assert.Single(lines, line => line.Contains("PrivacyGateway.AccessLog", StringComparison.Ordinal));
        Assert.True(DateTimeOffset.TryParseExact(
            access[..24], "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), access);
        Assert.StartsWith(" info: ", access[24..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_log_writes_every_line_as_an_object_including_the_listeners()
    {
        var lines = await LogAsync("--log-format", "json");

        var messages = lines.Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var time = json.RootElement.GetProperty("Timestamp").GetString()!;
            Assert.True(DateTimeOffset.TryParseExact(
                time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), time);
            return json.RootElement.GetProperty("Message").GetString()!;
        }).ToList();
        Assert.Contains(messages, message => message.StartsWith("Now listening on: http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.StartsWith("Admin listening on: http://127.0.0.1:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("JSON")]
    [InlineData("1")]
    public async Task Unknown_log_format_is_a_usage_error(string format)
    {
        var run = await GatewayCommand.RunAsync("serve", "--config", GatewayCommand.ShippedConfig(), "--log-format", format);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--log-format", run.All, StringComparison.Ordinal);
        Assert.DoesNotContain("listening on", run.All, StringComparison.Ordinal);
    }

    /// <summary>The whole log of a gateway that serves one request, without the warnings about its configuration.</summary>
    private static async Task<string[]> LogAsync(params string[] arguments)
    {
        var gateway = await GatewayProcess.StartAsync(Config, environment: null, arguments);
        await using (gateway)
            await RawClient.SendAsync(gateway.Port, RequestSpec.Get("unserved.test", "/").Bytes());
        return [.. gateway.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains(": warning: $.", StringComparison.Ordinal))];
    }
}
