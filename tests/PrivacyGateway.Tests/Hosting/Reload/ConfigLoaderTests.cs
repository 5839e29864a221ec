using PrivacyGateway.Configuration;
using PrivacyGateway.Configuration.Loading;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Tests.Configuration;

namespace PrivacyGateway.Tests.Hosting.Reload;

public sealed class ConfigLoaderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void File_of_the_maximum_length_is_read()
    {
        var text = new string(' ', LoadedConfig.LongestText);
        File.WriteAllText(_file, text);

        Assert.Equal(text, ConfigLoader.Read(_file));
    }

    [Fact]
    public void File_above_the_maximum_length_is_not_read()
    {
        File.WriteAllText(_file, new string(' ', LoadedConfig.LongestText + 1));

        Assert.Null(ConfigLoader.Read(_file));
    }

    [Theory]
    [InlineData("Kestrel.Limits.KeepAliveTimeout", "\"soon\"", "a time span", "00:02:10")]
    [InlineData("Kestrel.Limits.KeepAliveTimeout", "130", "a time span", "00:02:10")]
    [InlineData("Kestrel.Limits.RequestHeadersTimeout", "\"00:00:00\"", "too small", "00:00:10")]
    [InlineData("Kestrel.Limits.MaxRequestLineSize", "-1", "too small", "40960")]
    [InlineData("Kestrel.Limits.MaxRequestLineSize", "\"large\"", "a whole number", "without quotes")]
    [InlineData("Kestrel.Limits.MaxRequestLineSize", "3000000000", "a whole number", "without quotes")]
    [InlineData("Kestrel.Limits.MaxRequestLineSize", "[1]", "a whole number", "without quotes")]
    [InlineData("Kestrel.Limits.MaxRequestLineSize", "null", "a whole number", "without quotes")]
    [InlineData("Kestrel.Limits.MaxRequestBufferSize", "100", "less than MaxRequestLineSize", "at least")]
    [InlineData("Kestrel.Limits.MaxRequestBufferSize", "50000", "less than MaxRequestHeadersTotalSize", "at least")]
    [InlineData("Kestrel.Limits.MinRequestBodyDataRate", """{ "BytesPerSecond": 100 }""", "a rate", "GracePeriod")]
    [InlineData("Kestrel.Limits.MinRequestBodyDataRate", """{ "BytesPerSecond": 0, "GracePeriod": "00:00:10" }""", "a rate", "GracePeriod")]
    [InlineData("Kestrel.Limits.MinRequestBodyDataRate.BytesPerSecond", "\"few\"", "a number", "without quotes")]
    [InlineData("Kestrel.Limits.MinResponseDataRate.GracePeriods", "\"00:00:10\"", "not known", "GracePeriod")]
    [InlineData("Kestrel.Limits.Http2.MaxStreamPerConnection", "50", "not known", "MaxStreamsPerConnection")]
    [InlineData("Kestrel.Limits.Http2.MaxFrameSize", "1", "too small", "16384")]
    [InlineData("Kestrel.Limits.Http2.KeepAlivePingDelay", "true", "a time span", "00:02:10")]
    [InlineData("Logging.LogLevel.Default", "\"Loud\"", "a log level", "Warning")]
    [InlineData("Logging.LogLevel.Default", "9", "a log level", "Warning")]
    [InlineData("Logging.LogLevel.Default", "null", "a log level", "Warning")]
    [InlineData("Logging.LogLevel", "\"Warning\"", "an object", "braces")]
    [InlineData("Logging.Console.LogLevel.PrivacyGateway", "[]", "a log level", "Warning")]
    [InlineData("Logging.Console.MaxQueueLength", "0", "too small", "2500")]
    [InlineData("Logging.Console.LogToStandardErrorThreshold", "\"Loud\"", "one of the choices", "Warning")]
    [InlineData("Logging.Console.FormatterOptions.UseUtcTimestamp", "\"maybe\"", "true or false", "without quotes")]
    public async Task Value_that_the_platform_refuses_is_reported_in_the_gateways_words_at_its_key(
        string key, string value, string message, string remedy)
    {
        var error = Assert.Single(await ErrorsAsync(key, value));

        Assert.Equal($"$.{key}", error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duplicate_name_in_another_case_outside_the_routes_is_reported_once() =>
        Assert.Contains("twice", Assert.Single(await ErrorsAsync("Kestrel.Endpoints.HTTPS", "{ \"Url\": \"http://*:80\" }")).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Misspelt_key_of_the_logging_section_is_a_warning()
    {
        var (_, problems) = await LoadAsync(ConfigSample.With("Logging.LogLevle.Default", "\"Warning\""));

        Assert.Contains(problems.Warnings, warning => warning.Path == "$.Logging.LogLevle" && warning.Remedy.Contains(
            "\"LogLevel\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("QueueFullMode", "\"Wait\"")]
    [InlineData("maxqueuelength", "5000")]
    public async Task Keys_of_the_console_loggers_queue_are_a_warning_because_they_have_no_effect(string key, string value)
    {
        var (config, problems) = await LoadAsync(ConfigSample.With($"Logging.Console.{key}", value));

        Assert.NotNull(config);
        Assert.Contains(problems.Warnings, warning => warning.Path == $"$.Logging.Console.{key}" && warning.Message.Contains(
            "no effect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_of_gateway_platform_and_YARP_are_reported_together()
    {
        var json = ConfigSample.With($"{ConfigSample.Policy}.level", "\"harsh\"");
        json = ConfigSample.With(json, "Kestrel.Limits.KeepAliveTimeout", "\"soon\"");
        json = ConfigSample.With(json, "Logging.LogLevel.Default", "\"Loud\"");
        json = ConfigSample.With(json, "ReverseProxy.Clusters.track-domain.LoadBalancingPolicy", "\"Fairest\"");

        var (config, problems) = await LoadAsync(json);

        Assert.Null(config);
        foreach (var path in new[] { $"$.{ConfigSample.Policy}.level", "$.Kestrel.Limits.KeepAliveTimeout", "$.Logging.LogLevel.Default" })
            Assert.Single(problems.Errors, error => error.Path == path);
        Assert.Single(problems.Errors, error => error.Path.StartsWith("$.ReverseProxy.Clusters.track-domain", StringComparison.Ordinal));
    }

    [Fact]
    public async Task YARP_does_not_repeat_an_error_that_the_gateway_reported()
    {
        var (_, problems) = await LoadAsync(ConfigSample.With("ReverseProxy.Routes.track.Match", "{ \"Hosts\": [] }"));

        Assert.Equal("$.ReverseProxy.Routes.track.Match.Hosts", Assert.Single(problems.Errors).Path);
    }

    [Theory]
    [InlineData("Kestrel.Limits.KeepAliveTimeout", "\"00:16:00\"")]
    [InlineData("Kestrel.Limits.MaxRequestBodySize", "null")]
    [InlineData("Kestrel.Limits.MinRequestBodyDataRate", """{ "BytesPerSecond": 100, "GracePeriod": "00:00:10" }""")]
    [InlineData("Kestrel.Limits.Http2.MaxStreamsPerConnection", "50")]
    [InlineData("Kestrel.Limits.MaxConcurrentConnections", "\"100\"")]
    [InlineData("Kestrel.Limits.MinResponseDataRate", "null")]
    [InlineData("Logging.LogLevel.Default", "\"Warning\"")]
    [InlineData("Logging.LogLevel.Default", "\"none\"")]
    [InlineData("Logging.Console.LogLevel.Default", "\"Debug\"")]
    [InlineData("Logging.Console.MaxQueueLength", "100")]
    [InlineData("Logging.Console.FormatterOptions.SingleLine", "true")]
    public async Task Value_that_the_platform_accepts_is_accepted(string key, string value) => Assert.Empty(await ErrorsAsync(key, value));

    private static async Task<IReadOnlyList<ConfigProblem>> ErrorsAsync(string key, string value) =>
        (await LoadAsync(ConfigSample.With(key, value))).Problems.Errors;

    private static Task<(CheckedConfig? Config, ConfigProblems Problems)> LoadAsync(string json) =>
        ConfigLoader.LoadAsync("proxy.json", json, new Dictionary<string, string>(), FileCheck.Skip);
}
