using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Tests.Hosting.Reload;

/// <summary>A type of the platform that is not listed would fail where a section sets it, and only there.</summary>
public sealed class PlatformPropertiesTests
{
    [Fact]
    public void Every_Kestrel_limit_is_described_and_set()
    {
        var limits = new KestrelServerLimits();
        var described = PlatformObject.ToJson(limits);
        var problems = new ConfigProblems();

        PlatformObject.Set(described, "$", limits, problems);

        Assert.Empty(problems.Errors);
        Assert.Equal(typeof(KestrelServerLimits).GetProperties().Select(static property => property.Name)
            .Order(), described.Select(static pair => pair.Key).Order());
        Assert.True(JsonNode.DeepEquals(described, PlatformObject.ToJson(limits)));
    }

    [Fact]
    public void Console_and_formatter_options_are_set_by_names_in_any_case()
    {
        var (console, formatter) = (new ConsoleLoggerOptions(), new SimpleConsoleFormatterOptions());
        var problems = new ConfigProblems();

        PlatformObject.Set(new JsonObject { ["logToStandardErrorThreshold"] = "warning" }, "$", console, problems);
        PlatformObject.Set(new JsonObject { ["SINGLELINE"] = true, ["UseUtcTimestamp"] = "true" }, "$", formatter, problems);

        Assert.Empty(problems.Errors);
        Assert.Equal("Warning", console.LogToStandardErrorThreshold.ToString());
        Assert.True(formatter is { SingleLine: true, UseUtcTimestamp: true });
    }
}
