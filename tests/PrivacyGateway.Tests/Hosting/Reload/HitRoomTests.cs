using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Tests.Configuration;

namespace PrivacyGateway.Tests.Hosting.Reload;

public sealed class HitRoomTests
{
    [Theory]
    [InlineData("MaxRequestLineSize", "100", "414")]
    [InlineData("MaxRequestHeadersTotalSize", "200", "431")]
    [InlineData("MaxRequestHeaderCount", "3", "431")]
    [InlineData("Http2.MaxRequestHeaderFieldSize", "64", "431")]
    public async Task Limit_too_small_for_any_hit_is_an_error(string key, string value, string status)
    {
        var error = Assert.Single((await ProblemsAsync(key, value)).Errors);

        Assert.Equal($"$.Kestrel.Limits.{key}", error.Path);
        Assert.Contains(status, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxRequestLineSize", "8192")]
    [InlineData("MaxRequestHeadersTotalSize", "8192")]
    [InlineData("MaxRequestHeaderCount", "20")]
    [InlineData("Http2.MaxRequestHeaderFieldSize", "8192")]
    [InlineData("MaxRequestBodySize", "1000")]
    public async Task Limit_too_small_for_long_hits_is_a_warning(string key, string value)
    {
        var problems = await ProblemsAsync(key, value);

        Assert.Empty(problems.Errors);
        Assert.Contains(problems.Warnings, warning => warning.Path == $"$.Kestrel.Limits.{key}");
    }

    [Fact]
    public async Task Default_limits_are_large_enough_for_every_hit() =>
        Assert.DoesNotContain((await ProblemsAsync("KeepAliveTimeout", "\"00:02:00\"")).Warnings,
            static warning => warning.Path.StartsWith("$.Kestrel.Limits", StringComparison.Ordinal));

    private static async Task<ConfigProblems> ProblemsAsync(string key, string value) =>
        (await ConfigLoader.LoadAsync(
            "proxy.json", ConfigSample.With($"Kestrel.Limits.{key}", value), new Dictionary<string, string>(), FileCheck.Skip)).Problems;
}
