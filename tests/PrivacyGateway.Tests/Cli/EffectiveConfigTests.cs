using System.Text.Json.Nodes;
using PrivacyGateway.Cli;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.Tests.Configuration;
using PrivacyGateway.Tests.Documentation;

namespace PrivacyGateway.Tests.Cli;

public sealed class EffectiveConfigTests
{
    private const string Minimal = """
        {
          "ReverseProxy": {
            "Routes": { "track": { "ClusterId": "track-domain", "Match": { "Hosts": ["track.shop.example"] }, "Metadata": { "PrivacyPolicy": "default" } } },
            "Clusters": { "track-domain": { "Destinations": { "primary": { "Address": "https://track-domain.example/" } } } }
          },
          "PrivacyGateway": { "Policies": { "default": { "userIdentification": { "enableAnonymousFunction": true } } } }
        }
        """;

    /// <summary>Every documented key with a default, except those of sections that are off while absent.</summary>
    public static TheoryData<string, string> Defaults =>
    [
        .. ConfigurationRow.ReadAll(Repository.Read("docs/configuration.md"))
            .Where(static row => row.Default is not ("none" or "required") && !row.Path.Contains("signals.tcf", StringComparison.Ordinal)
                && !row.Path.Contains("signals.gpp", StringComparison.Ordinal) && !row.Path.Contains("cookies.*", StringComparison.Ordinal))
            .Where(static row => row.Path.StartsWith("PrivacyGateway.", StringComparison.Ordinal))
            .Select(static row => (row.Path, row.Default.Trim('`'))),
    ];

    [Theory]
    [MemberData(nameof(Defaults))]
    public void Effective_configuration_contains_each_documented_default(string path, string expected)
    {
        var keys = path.Replace("Policies.*", "Policies.default", StringComparison.Ordinal)
            .Replace("TrackDomains.*", "TrackDomains.track-domain", StringComparison.Ordinal).Split('.');

        var value = keys.Aggregate<string, JsonNode?>(Effective(Minimal), static (node, key) => node?[key]);

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), value), $"{path}: {value?.ToJsonString() ?? "missing"} instead of {expected}.");
    }

    [Theory]
    [InlineData(Minimal)]
    [InlineData(ConfigSample.Json)]
    public void Effective_configuration_is_valid_and_idempotent(string json)
    {
        var first = EffectiveConfig.Write(json, new Dictionary<string, string>(), TextWriter.Null);

        Assert.Empty(ConfigSample.Load(first).Problems.Errors);
        Assert.Equal(first, EffectiveConfig.Write(first, new Dictionary<string, string>(), TextWriter.Null));
    }

    [Fact]
    public void Effective_configuration_contains_typed_environment_values_and_notes_name_them()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PrivacyGateway__Policies__default__level"] = "strict",
            ["PrivacyGateway__Limits__concurrentRequests"] = "77",
            ["PrivacyGateway__AccessLog"] = "True",
            ["Kestrel__Limits__MaxRequestLineSize"] = "50000",
        };
        using var notes = new StringWriter { NewLine = "\n" };

        var text = EffectiveConfig.Write(Minimal, environment, notes);
        var effective = JsonNode.Parse(text)!;

        Assert.Equal("strict", effective["PrivacyGateway"]!["Policies"]!["default"]!["level"]!.GetValue<string>());
        Assert.Equal(77, effective["PrivacyGateway"]!["Limits"]!["concurrentRequests"]!.GetValue<int>());
        Assert.True(effective["PrivacyGateway"]!["AccessLog"]!.GetValue<bool>());
        Assert.Equal(50000, effective["Kestrel"]!["Limits"]!["MaxRequestLineSize"]!.GetValue<int>());
        Assert.Contains(
            "$.PrivacyGateway.Policies.default.level comes from the environment variable PrivacyGateway__Policies__default__level.\n",
            notes.ToString(), StringComparison.Ordinal);
        Assert.Empty(ConfigSample.Load(text).Problems.Errors);
    }

    [Fact]
    public void Effective_configuration_contains_the_current_Kestrel_limits()
    {
        var json = ConfigSample.With(ConfigSample.With("Kestrel.Limits.MinRequestBodyDataRate",
            """{ "BytesPerSecond": 100, "GracePeriod": "00:00:10" }"""), "Kestrel.Limits.Http2.MaxStreamsPerConnection", "50");

        var limits = Effective(json)["Kestrel"]!["Limits"]!;

        Assert.Equal(100, limits["MaxConcurrentConnections"]!.GetValue<int>());
        Assert.Equal(40960, limits["MaxRequestLineSize"]!.GetValue<int>());
        Assert.Equal("00:00:10", limits["RequestHeadersTimeout"]!.GetValue<string>());
        Assert.Equal(50, limits["Http2"]!["MaxStreamsPerConnection"]!.GetValue<int>());
        Assert.Equal(100, limits["MinRequestBodyDataRate"]!["BytesPerSecond"]!.GetValue<double>());
        Assert.True(limits.AsObject().ContainsKey("MaxRequestBodySize"));
        Assert.Null(limits["MaxRequestBodySize"]);
    }

    [Fact]
    public void Secrets_are_masked_everywhere_in_the_effective_configuration()
    {
        var json = ConfigSample.With("ReverseProxy.Routes.shop", """
            { "ClusterId": "track-domain", "Match": { "Hosts": ["shop.example.org"] }, "Metadata": { "PrivacyPolicy": "none", "apiKey": "s3cret-1" },
              "Transforms": [ { "RequestHeader": "Authorization", "Set": "s3cret-2" }, { "RequestHeader": "X-Plain", "Set": "visible" } ] }
            """);
        json = ConfigSample.With(json, "ReverseProxy.Clusters.track-domain.HttpClient",
            """{ "WebProxy": { "Address": "http://user:s3cret-3@proxy.example:3128/" } }""");
        json = json.Replace("\"secret\"", "\"s3cret-4\"", StringComparison.Ordinal);
        Assert.Contains("s3cret-4", json, StringComparison.Ordinal);

        var text = Effective(json).ToJsonString();

        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        Assert.Contains("visible", text, StringComparison.Ordinal);
        Assert.Contains("http://***@proxy.example:3128/", text, StringComparison.Ordinal);
        Assert.Contains("https://track-domain.example/", text, StringComparison.Ordinal);
    }

    private static JsonNode Effective(string json) =>
        JsonNode.Parse(EffectiveConfig.Write(json, new Dictionary<string, string>(), TextWriter.Null))!;
}
