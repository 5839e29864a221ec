using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class ConfigDocumentTests
{
    [Theory]
    [InlineData("{\n  \"a\": 1\n  \"b\": 2\n}", "line 3, column 3")]
    [InlineData("{", "line 1, column 2")]
    [InlineData("", "line 1, column 1")]
    [InlineData("{ \"a\": tru }", "line 1, column 11")]
    public void What_is_not_json_is_an_error_with_line_and_column(string json, string place)
    {
        var error = ConfigSample.LoadError(json);

        Assert.Equal("$", error.Path);
        Assert.StartsWith($"{place}: ", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"proxy\"")]
    [InlineData("null")]
    public void What_is_no_object_is_an_error(string json) => Assert.Contains("JSON object", ConfigSample.LoadError(json).Message, StringComparison.Ordinal);

    [Fact]
    public void A_key_that_stands_twice_is_an_error_that_names_it()
    {
        var json = ConfigSample.Json.Replace("\"level\": \"strict\"", "\"level\": \"strict\", \"level\": \"standard\"", StringComparison.Ordinal);

        var error = ConfigSample.LoadError(json);

        Assert.Contains("twice", $"{error.Message} {error.Remedy}", StringComparison.Ordinal);
        Assert.Contains("'level'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_fine()
    {
        var json = ConfigSample.Json.Replace("\"level\": \"strict\",", "// a comment\n\"level\": /* here */ \"strict\",", StringComparison.Ordinal)
            .Replace("[\"/js/\"]", "[\"/js/\",]", StringComparison.Ordinal);

        Assert.Equal(PolicyLevel.Strict, ConfigSample.LoadPolicy(json).Level);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_that_names_it()
    {
        var loaded = LoadedConfig.From("missing.json", null, new Dictionary<string, string>());

        Assert.Contains("missing.json", Assert.Single(loaded.Problems.Errors).Message, StringComparison.Ordinal);
        Assert.Null(loaded.Config);
    }
}
