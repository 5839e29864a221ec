using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Endpoints;

namespace PrivacyGateway.Tests.Endpoints;

/// <summary>The report is written without reflection, and equals the one that reflection writes.</summary>
public sealed class HealthReportWriterTests
{
    private static readonly JsonSerializerOptions Reflection =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<object> Values =>
    [
        1, 1L, 1.5, 3.0, true, "ä & <b>",
        new DateTimeOffset(2026, 11, 29, 13, 5, 7, 120, TimeSpan.Zero),
        new[] { "default", "strict" },
        new Dictionary<string, string> { ["primary"] = "available" },
        new Dictionary<string, object?> { ["answeredAt"] = new DateTimeOffset(2026, 11, 29, 13, 5, 7, TimeSpan.FromHours(1)),
            ["failedAt"] = null, ["destinations"] = new Dictionary<string, string>() },
    ];

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Health_value_is_written_like_reflection_writes_it(object value)
    {
        var data = new Dictionary<string, object> { ["value"] = value };
        var report = new HealthReport(new Dictionary<string, HealthReportEntry>
        {
            ["check"] = new(
            HealthStatus.Degraded, "It's <so>.", TimeSpan.Zero, null, data),
        }, TimeSpan.Zero);

        var expected = JsonSerializer.Serialize(
            new { status = "ready", checks = new { check = new { status = "degraded", description = "It's <so>.", data } } }, Reflection);
        Assert.Equal(expected, HealthReportWriter.Write(report));
    }

    [Fact]
    public void Unhealthy_check_makes_the_gateway_not_ready()
    {
        var report = new HealthReport(new Dictionary<string, HealthReportEntry>
        {
            ["check"] = new(
            HealthStatus.Unhealthy, null, TimeSpan.Zero, null, null),
        }, TimeSpan.Zero);

        var json = JsonElement.Parse(HealthReportWriter.Write(report));

        Assert.Equal("not ready", json.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("checks").GetProperty("check").GetProperty("description").ValueKind);
    }
}
