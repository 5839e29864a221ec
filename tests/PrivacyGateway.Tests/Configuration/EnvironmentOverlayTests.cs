using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class EnvironmentOverlayTests
{
    private const string Policy = "PrivacyGateway__Policies__default";

    [Theory]
    [InlineData($"{Policy}__level")]
    [InlineData("PRIVACYGATEWAY__POLICIES__DEFAULT__LEVEL")]
    [InlineData("privacygateway__policies__default__Level")]
    public void Environment_variable_overrides_a_word_in_any_case(string name) =>
        Assert.Equal(PolicyLevel.Standard, ConfigSample.LoadPolicy(ConfigSample.Json, (name, "standard")).Level);

    [Theory]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("true", true)]
    public void Environment_variable_sets_a_boolean(string value, bool expected) => Assert.Equal(
        expected,
        ConfigSample.LoadPolicy(ConfigSample.Json,
            ($"{Policy}__userIdentification__anonymousOptIn", value)).UserIdentification.AnonymousOptIn);

    [Fact]
    public void Environment_variable_sets_a_number() =>
        Assert.Equal(4096, ConfigSample.LoadPolicy(ConfigSample.Json, ($"{Policy}__limits__bodyBytes", "4096")).Limits.BodyBytes);

    [Fact]
    public void Environment_variable_replaces_a_list_entry() => Assert.Equal(
        ["cd", "uc9", "uc7"],
        ConfigSample.LoadPolicy(ConfigSample.Json,
            ($"{Policy}__userIdentification__suppressParameter__1", "uc9")).UserIdentification.SuppressParameter);

    [Fact]
    public void Environment_variable_behind_the_end_of_a_list_adds_an_entry() => Assert.Equal(
        ["cd", "uc5", "uc7", "oi"],
        ConfigSample.LoadPolicy(ConfigSample.Json,
            ($"{Policy}__userIdentification__suppressParameter__3", "oi")).UserIdentification.SuppressParameter);

    [Fact]
    public void Environment_variable_starts_a_list_that_the_file_lacks()
    {
        var json = ConfigSample.With($"{ConfigSample.User}.suppressParameter", null);

        Assert.Equal(["oi"], ConfigSample.LoadPolicy(json,
            ($"{Policy}__userIdentification__suppressParameter__0", "oi")).UserIdentification.SuppressParameter);
    }

    [Fact]
    public void Environment_variables_can_define_a_whole_policy()
    {
        var config = ConfigSample.Load(ConfigSample.Json,
            ("PrivacyGateway__Policies__sdk__userIdentification__enableAnonymousFunction", "false")).Config!;

        Assert.False(config.Policies["sdk"].UserIdentification.EnableAnonymousFunction);
    }

    [Fact]
    public void Environment_variable_sets_a_destination()
    {
        var config = ConfigSample.Load(ConfigSample.Json,
            ("ReverseProxy__Clusters__track-domain__Destinations__primary__Address", "https://other.example/")).Config!;

        Assert.Equal("https://other.example/", Assert.Single(config.Destinations).Address);
    }

    [Theory]
    [InlineData($"{Policy}__level", "harsh", "$.PrivacyGateway.Policies.default.level")]
    [InlineData($"{Policy}__limits__bodyBytes", "many", "$.PrivacyGateway.Policies.default.limits.bodyBytes")]
    [InlineData($"{Policy}__limits__bodyBytes", "0", "$.PrivacyGateway.Policies.default.limits.bodyBytes")]
    [InlineData(
        $"{Policy}__userIdentification__anonymousOptIn", "yes", "$.PrivacyGateway.Policies.default.userIdentification.anonymousOptIn")]
    [InlineData(
        $"{Policy}__userIdentification__anononymousOptIn", "true", "$.PrivacyGateway.Policies.default.userIdentification.anononymousOptIn")]
    [InlineData(
        $"{Policy}__userIdentification__suppressParameter", "cd", "$.PrivacyGateway.Policies.default.userIdentification.suppressParameter")]
    [InlineData($"{Policy}__userIdentification__suppressParameter__1", "p",
        "$.PrivacyGateway.Policies.default.userIdentification.suppressParameter[1]")]
    public void Invalid_value_from_the_environment_is_an_error(string name, string value, string path) =>
        Assert.Equal(path, ConfigSample.LoadError(ConfigSample.Json, (name, value)).Path);

    [Fact]
    public void String_in_the_file_is_not_read_as_a_boolean_beside_environment_values() => Assert.Equal(
        "$.PrivacyGateway.Policies.default.userIdentification.anonymousOptIn",
        ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.User}.anonymousOptIn", "\"true\""),
            ($"{Policy}__userIdentification__enableAnonymousFunction", "true")).Path);

    [Theory]
    [InlineData($"{Policy}__level", "harsh")]
    [InlineData("PRIVACYGATEWAY__policies__Default__LEVEL", "harsh")]
    [InlineData($"{Policy}__limits__bodyBytes", "many")]
    [InlineData($"{Policy}__userIdentification__anononymousOptIn", "true")]
    [InlineData($"{Policy}__userIdentification__suppressParameter", "cd")]
    [InlineData($"{Policy}__userIdentification__suppressParameter__1", "p")]
    [InlineData($"{Policy}__userIdentification__suppressParameter__first", "oi")]
    [InlineData($"{Policy}__userIdentification__suppressParameter__5", "oi")]
    [InlineData("PrivacyGateway__Policies__sdk__level", "strict")]
    [InlineData("ReverseProxy__Clusters__other__Destinations__a__Address", "vendor")]
    public void Error_in_an_environment_value_names_the_variable_instead_of_a_line(string name, string value)
    {
        var place = ConfigSample.LoadError(ConfigSample.Json, (name, value)).Place;

        Assert.Equal(ConfigPlace.InEnvironment(name), place);
        Assert.Equal($"environment variable {name}", place!.ToString());
    }

    [Fact]
    public void Error_beside_an_environment_value_keeps_its_line()
    {
        var json = ConfigSample.Json.Replace("\"batchLines\": 500", "\"batchLines\": 0", StringComparison.Ordinal);

        var place = ConfigSample.LoadError(json, ($"{Policy}__limits__bodyBytes", "4096")).Place!;

        Assert.Null(place.Variable);
        Assert.Equal(
            json.Split('\n').Index().Single(line => line.Item.Contains("batchLines", StringComparison.Ordinal)).Index + 1, place.Line);
    }

    [Fact]
    public void List_from_the_environment_may_have_more_than_ten_entries()
    {
        var json = ConfigSample.With($"{ConfigSample.User}.suppressParameter", null);
        var variables = Enumerable.Range(0, 12).Select(i => ($"{Policy}__userIdentification__suppressParameter__{i}", $"uc{i}")).ToArray();

        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => $"uc{i}"), ConfigSample.LoadPolicy(json, variables).UserIdentification.SuppressParameter);
    }

    [Fact]
    public void Section_started_by_variables_is_known_to_be_absent_from_the_file()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ReverseProxy__Clusters__track_domain__Destinations__primary__Address"] = "https://vendor.example/",
            ["ReverseProxy__Clusters__track-domain__Destinations__primary__Address"] = "https://other.example/",
        };

        var document = ConfigDocument.Parse("proxy.json", ConfigSample.Json, variables, new ConfigProblems())!;

        Assert.Equal("ReverseProxy__Clusters__track_domain__Destinations__primary__Address",
            document.Variables["$.ReverseProxy.Clusters.track_domain"]);
        Assert.False(document.Variables.ContainsKey("$.ReverseProxy.Clusters.track-domain"));
        Assert.Equal("ReverseProxy__Clusters__track-domain__Destinations__primary__Address",
            document.Variables["$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address"]);
    }

    [Theory]
    [InlineData("PATH", "/bin")]
    [InlineData("Something__Else", "1")]
    [InlineData("PrivacyGateway", "1")]
    public void Unrelated_environment_variables_are_ignored(string name, string value)
    {
        var plain = ConfigSample.Load(ConfigSample.Json).Json;

        Assert.Equal(plain, ConfigSample.Load(ConfigSample.Json, (name, value)).Json);
    }
}
