using System.Text.Json.Nodes;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.Tests.Configuration;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>
/// <c>docs/configuration.md</c> against the schema and the reader: complete, without invented keys, and with accepted examples only.
/// </summary>
public sealed class ConfigurationPageTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(Repository.Read("config/proxy.schema.json"))!.AsObject();

    private static readonly IReadOnlyList<ConfigurationRow> Rows = ConfigurationRow.ReadAll(Repository.Read("docs/configuration.md"));

    private static readonly IReadOnlyDictionary<string, SchemaKey> Keys = SchemaKey.ReadAll(Schema).ToDictionary(
        key => key.Path, StringComparer.Ordinal);

    public static TheoryData<string> Documented => [.. Rows.Select(row => row.Path)];

    [Fact]
    public void Configuration_page_has_exactly_one_row_for_each_key_of_the_schema() =>
        Assert.Equal(Keys.Keys.Order(StringComparer.Ordinal), Rows.Select(row => row.Path).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Documented))]
    public void Documented_default_is_that_of_the_schema(string path)
    {
        var (row, key) = (Row(path), Keys[path]);

        var expected = key.Default is { } fallback ? $"`{Spaced(fallback)}`" : key.IsRequired
            && path != "PrivacyGateway.Acme.challengeDirectory" ? "required" : "none";

        Assert.Equal(expected, row.Default);
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void Documented_number_has_a_unit(string path)
    {
        if (Keys[path].IsNumber)
            Assert.NotEqual("", Row(path).Unit);
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void Documented_example_is_accepted(string path)
    {
        // Where a name is free, the sample's name is used.
        var place = path
            .Replace("Policies.*", "Policies.default", StringComparison.Ordinal)
            .Replace("Routes.*", "Routes.track", StringComparison.Ordinal)
            .Replace("Clusters.*", "Clusters.track-domain", StringComparison.Ordinal)
            .Replace("TrackDomains.*", "TrackDomains.track-domain", StringComparison.Ordinal)
            .Replace("Destinations.*", "Destinations.primary", StringComparison.Ordinal)
            .Replace("cookies.*", "cookies.didomi", StringComparison.Ordinal);
        var json = ConfigSample.With(place, Row(path).Example);

        // Two keys that depend on another one.
        if (path.EndsWith(".refreshOptOut", StringComparison.Ordinal) || path.EndsWith(".platformsMay", StringComparison.Ordinal)
            || path.EndsWith(".keepParameter", StringComparison.Ordinal))
            json = ConfigSample.With(
                json, $"{ConfigSample.User}.anonymousOptIn", path.EndsWith(".refreshOptOut", StringComparison.Ordinal) ? "false" : "true");
        if (path.EndsWith("Transforms", StringComparison.Ordinal))
            json = ConfigSample.With(json, $"{ConfigSample.Route}.Metadata.PrivacyPolicy", "\"none\"");

        Assert.Empty(ConfigSample.Load(json).Problems.Errors);
    }

    private static ConfigurationRow Row(string path) => Rows.Single(row => row.Path == path);

    /// <summary>As people write JSON.</summary>
    private static string Spaced(JsonNode value) =>
        value is JsonArray list ? $"[{string.Join(", ", list.Select(item => item!.ToJsonString()))}]" : value.ToJsonString(SchemaKey.Plain);
}
