using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Configuration;

/// <summary>Ties <c>config/proxy.schema.json</c> to the reader: the program accepts exactly what an editor completes.</summary>
public sealed class SchemaTests
{
    private const string Absurd = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

    private static readonly JsonObject Schema = JsonNode.Parse(Repository.Read("config/proxy.schema.json"))!.AsObject();

    public static TheoryData<string> Levels => new(
        "",
        "PrivacyGateway",
        "PrivacyGateway.Admin",
        "PrivacyGateway.Limits",
        "PrivacyGateway.TrackDomains.track-domain",
        "PrivacyGateway.Spool",
        "PrivacyGateway.ScriptCache",
        "PrivacyGateway.Https",
        "PrivacyGateway.Acme",
        "PrivacyGateway.Shutdown",
        "PrivacyGateway.Preview",
        "Kestrel",
        "Kestrel.Endpoints.https",
        "Kestrel.Endpoints.https.Certificate",
        "Kestrel.Endpoints.https.Sni.track",
        "Kestrel.EndpointDefaults",
        "Kestrel.Certificates",
        "Kestrel.Limits",
        ConfigSample.Policy,
        ConfigSample.User,
        $"{ConfigSample.Policy}.limits",
        $"{ConfigSample.Policy}.signals",
        $"{ConfigSample.Policy}.signals.tcf",
        $"{ConfigSample.Policy}.signals.cookies.didomi",
        "ReverseProxy",
        ConfigSample.Route,
        $"{ConfigSample.Route}.Match",
        ConfigSample.Cluster,
        $"{ConfigSample.Cluster}.Destinations.primary",
        $"{ConfigSample.Cluster}.HttpClient",
        $"{ConfigSample.Cluster}.HttpRequest",
        $"{ConfigSample.Cluster}.HealthCheck",
        $"{ConfigSample.Cluster}.HealthCheck.Active",
        $"{ConfigSample.Cluster}.HealthCheck.Passive");

    [Theory]
    [MemberData(nameof(Levels))]
    public void Schema_has_exactly_the_keys_of_the_reader(string level)
    {
        var section = SchemaOf(level);

        Assert.Equal(KeysOfReader(level), section["properties"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.False(section["additionalProperties"]!.GetValue<bool>());
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Schema_requires_the_same_keys_as_the_reader(string level)
    {
        var required = SchemaOf(level)["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [];

        Assert.Equal(KeysOfReader(level).Where(key => IsRequired(level, key)), required.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("level")]
    [InlineData("invisibleCookies")]
    [InlineData("clientAddress")]
    [InlineData("referrer")]
    [InlineData("temporarySession")]
    [InlineData("delivery")]
    [InlineData("onUpstreamFailure")]
    [InlineData("signals.platformsMay")]
    [InlineData("signals.cookies.didomi.decode")]
    [InlineData("signals.cookies.didomi.means")]
    public void Schema_offers_exactly_the_choices_of_the_reader(string key)
    {
        var offered = SchemaOf($"{ConfigSample.Policy}.{key}")["enum"]!.AsArray().Select(choice => choice!.GetValue<string>());

        var remedy = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.{key}", $"\"{Absurd}\"")).Remedy;

        Assert.Equal(remedy, $"Write {string.Join(" or ", offered.Select(choice => $"\"{choice}\""))}.");
    }

    [Fact]
    public void Schema_defaults_equal_the_defaults_of_the_reader()
    {
        var least = ConfigSample.With(ConfigSample.Policy, """{ "userIdentification": { "enableAnonymousFunction": true } }""");
        var written = least;
        string[] levels = [ConfigSample.Policy, ConfigSample.User, $"{ConfigSample.Policy}.limits", $"{ConfigSample.Policy}.signals"];
        foreach (var level in levels)
        {
            foreach (var (key, value) in SchemaOf(level)["properties"]!.AsObject())
            {
                if (value!["default"] is { } fallback)
                    written = ConfigSample.With(written, $"{level}.{key}", fallback.ToJsonString());
            }
        }

        Assert.NotEqual(least, written);
        Assert.Equal(JsonSerializer.Serialize(ConfigSample.LoadPolicy(least)), JsonSerializer.Serialize(ConfigSample.LoadPolicy(written)));
    }

    [Theory]
    [InlineData("bodyBytes")]
    [InlineData("batchLines")]
    public void Schema_bounds_equal_the_bounds_of_the_reader(string key)
    {
        var limit = SchemaOf($"{ConfigSample.Policy}.limits.{key}");

        var message = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.limits.{key}", "-1")).Message;

        Assert.Equal($"-1 is not a whole number from {limit["minimum"]} to {limit["maximum"]}.", message);
    }

    [Fact]
    public void Sample_beside_the_schema_is_valid()
    {
        var loaded = ConfigSample.Load(Repository.Read("config/proxy.json"));

        Assert.Empty(loaded.Problems.Errors);
    }

    /// <summary>The keys that an error about an unknown key lists.</summary>
    private static IEnumerable<string> KeysOfReader(string level)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(level.Length == 0 ? Absurd : $"{level}.{Absurd}", "{}"));
        const string Lead = "Known here: ";
        Assert.StartsWith(Lead, error.Remedy, StringComparison.Ordinal);
        return error.Remedy[Lead.Length..].TrimEnd('.').Split(", ").Order(StringComparer.Ordinal);
    }

    private static bool IsRequired(string level, string key)
    {
        var json = JsonNode.Parse(ConfigSample.Json)!;
        var section = level.Length == 0 ? json : level.Split('.').Aggregate(json, (node, part) => node[part]!);
        section.AsObject().Remove(key);
        return ConfigSample.Load(json.ToJsonString()).Config is null;
    }

    private static JsonObject SchemaOf(string path)
    {
        var node = Schema;
        foreach (var key in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = (node["properties"]?[key] ?? node["additionalProperties"]!).AsObject();
            if (node["$ref"]?.GetValue<string>() is { } reference)
                node = Schema["$defs"]![reference["#/$defs/".Length..]]!.AsObject();
        }

        return node;
    }
}
