using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class ConfigDocumentTests
{
    [Theory]
    [InlineData("{\n  \"a\": 1\n  \"b\": 2\n}", 3, 3, "a comma or a colon is missing")]
    [InlineData("{", 1, 2, "brackets")]
    [InlineData("{\n  \"a\": {\n", 3, 1, "brackets")]
    [InlineData("", 1, 1, "empty")]
    [InlineData("{ \"a\": tru }", 1, 8, "tru is no value")]
    [InlineData("{ \"ä\": [1, True] }", 1, 12, "True is no value")]
    [InlineData("{ \"a\": yes }", 1, 8, "yes is no value")]
    [InlineData("{\n \"a\": \"very strict\n}", 2, 19, "a text does not end on its line")]
    [InlineData("{ \"a\": \"C:\\data\" }", 1, 12, "must be escaped")]
    [InlineData("{ \"a\": ]", 1, 8, "']' cannot stand here")]
    [InlineData("{} {}", 1, 4, "comma")]
    [InlineData("<html><script>", 1, 1, "web page")]
    public void Text_that_is_not_JSON_is_an_error_with_line_column_and_kind(string json, int line, int column, string kind)
    {
        var error = ConfigSample.LoadError(json);

        Assert.Equal("$", error.Path);
        Assert.Equal(ConfigPlace.InFile(line, column), error.Place);
        Assert.Contains(kind, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("{ userIdentification: { enableAnonymousFunction: true } }", 3)]
    [InlineData("{ \"PrivacyGateway\": { enforce : true } }", 23)]
    [InlineData("{ // comment\n \"a\": 1, level: 2 }", 10)]
    [InlineData("{ \"level\": 'strict' }", 12)]
    [InlineData("{ \"a\": ['cd', 'uc5'] }", 9)]
    [InlineData("{ 'a': 1 }", 3)]
    [InlineData("wtSmart.advanced.add({ userIdentification: {} });", 1)]
    [InlineData("window._tiConfig = {};", 1)]
    [InlineData("var a = {};", 1)]
    public void JavaScript_in_the_file_is_recognised_and_the_remedy_names_from_page(string text, int column)
    {
        var error = ConfigSample.LoadError(text);

        Assert.Contains("JavaScript", error.Message, StringComparison.Ordinal);
        Assert.Contains("validate --from-page", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(column, error.Place!.Column);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"proxy\"")]
    [InlineData("null")]
    public void File_that_is_not_an_object_is_an_error(string json) =>
        Assert.Contains("JSON object", ConfigSample.LoadError(json).Message, StringComparison.Ordinal);

    [Fact]
    public void Duplicate_key_is_an_error_with_both_locations_and_hides_no_other_error()
    {
        var loaded = ConfigSample.Load("""
            {
              "PrivacyGateway": {
                "Policies": {},
                "AccessLog": "yes",
                "AccessLog": { "AccessLog": 1 },
                "Policies": {}
              },
              "ReverseProxy": { "Routes": {}, "Clusters": {} }
            }
            """);

        Assert.Equal(
            [
                ("$.PrivacyGateway.AccessLog", "line 5, column 5", "first in line 4, column 5."),
                ("$.PrivacyGateway.Policies", "line 6, column 5", "first in line 3, column 5."),
                ("$.PrivacyGateway.AccessLog", "line 4, column 5", "\"yes\" is not true or false."),
            ],
            loaded.Problems.Errors.Select(error => (error.Path, error.Place!.ToString(),
                error.Message.Replace("this key stands here twice, ", "", StringComparison.Ordinal))));
    }

    [Fact]
    public void Unpaired_surrogate_is_an_error_at_its_location()
    {
        var error = ConfigSample.Load(ConfigSample.Json.Replace("\"strict\"", "\"\\ud800\"", StringComparison.Ordinal)).Problems.Errors[0];

        Assert.Contains("half a character", error.Message, StringComparison.Ordinal);
        Assert.Equal(18, error.Place!.Column);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_accepted()
    {
        var json = ConfigSample.Json.Replace(
            "\"level\": \"strict\",", "// a comment\n\"level\": /* here */ \"strict\",", StringComparison.Ordinal)
            .Replace("[\"/js/\"]", "[\"/js/\",]", StringComparison.Ordinal);

        Assert.Equal(PolicyLevel.Strict, ConfigSample.LoadPolicy(json).Level);
    }
}
