using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Tests.Configuration;

namespace PrivacyGateway.Tests.Hosting.Reload;

public sealed class ConfigLoaderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_file_is_read_up_to_the_longest_text()
    {
        var text = new string(' ', LoadedConfig.LongestText);
        File.WriteAllText(_file, text);

        Assert.Equal(text, ConfigLoader.Read(_file));
    }

    [Fact]
    public void A_file_that_is_larger_is_not_read()
    {
        File.WriteAllText(_file, new string(' ', LoadedConfig.LongestText + 1));

        Assert.Null(ConfigLoader.Read(_file));
    }

    [Theory]
    [InlineData("Kestrel.Limits.KeepAliveTimeout", "\"soon\"", "$.Kestrel.Limits")]
    [InlineData("Kestrel.Limits.MaxRequestLineSize", "-1", "$.Kestrel.Limits")]
    [InlineData("Kestrel.Limits.Http2.MaxStreamPerConnection", "50", "$.Kestrel.Limits")]
    [InlineData("Logging.LogLevel.Default", "\"Loud\"", "$.Logging")]
    public async Task What_only_the_platform_understands_is_tried_before_it_counts(string key, string value, string path) =>
        Assert.Equal(path, Assert.Single(await ErrorsAsync(key, value)).Path);

    [Theory]
    [InlineData("Kestrel.Limits.KeepAliveTimeout", "\"00:16:00\"")]
    [InlineData("Kestrel.Limits.MaxRequestBodySize", "null")]
    [InlineData("Kestrel.Limits.MinRequestBodyDataRate", """{ "BytesPerSecond": 100, "GracePeriod": "00:00:10" }""")]
    [InlineData("Kestrel.Limits.Http2.MaxStreamsPerConnection", "50")]
    [InlineData("Logging.LogLevel.Default", "\"Warning\"")]
    public async Task What_the_platform_takes_is_fine(string key, string value) => Assert.Empty(await ErrorsAsync(key, value));

    private static async Task<IReadOnlyList<ConfigProblem>> ErrorsAsync(string key, string value)
    {
        var (_, problems) = await ConfigLoader.LoadAsync("proxy.json", ConfigSample.With(key, value), new Dictionary<string, string>(), FileCheck.Skipped);
        return problems.Errors;
    }
}
