using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class ConfigPlaceTests
{
    private const string Text = """
        {
          // Ein Kommentar mit "Anführungszeichen"
          "Überschrift": { "ä ö": 1, "list": [ "a",
              { "b.c": 2 } ] }
        }
        """;

    [Theory]
    [InlineData("$", 1, 1)]
    [InlineData("$.Überschrift", 3, 3)]
    [InlineData("$.Überschrift['ä ö']", 3, 20)]
    [InlineData("$.Überschrift.list", 3, 30)]
    [InlineData("$.Überschrift.list[0]", 3, 40)]
    [InlineData("$.Überschrift.list[1]", 4, 7)]
    [InlineData("$.Überschrift.list[1]['b.c']", 4, 9)]
    public void Each_key_and_list_entry_has_its_line_and_column_in_characters(string path, int line, int column) =>
        Assert.Equal(ConfigPlace.InFile(line, column), ConfigText.Parse(Text, new ConfigProblems())!.PlaceOf(path));

    [Theory]
    [InlineData("$.Überschrift.missing.deeper[3]['x.y']", 3, 3)]
    [InlineData("$.Überschrift.list[7]", 3, 30)]
    [InlineData("$.Überschrift.list[1]['b.d']", 4, 7)]
    [InlineData("$.Other", 1, 1)]
    public void Missing_path_has_the_location_of_its_nearest_parent(string path, int line, int column) =>
        Assert.Equal(ConfigPlace.InFile(line, column), ConfigText.Parse(Text, new ConfigProblems())!.PlaceOf(path));

    [Fact]
    public void Every_error_and_every_warning_of_a_file_has_a_location()
    {
        var loaded = ConfigSample.Load(ConfigSample.Json
            .Replace("\"strict\"", "\"harsh\"", StringComparison.Ordinal)
            .Replace("\"cookieDomain\": \"shop.example\",", "", StringComparison.Ordinal)
            .Replace("\"PrivacyPolicy\": \"default\"", "", StringComparison.Ordinal));

        Assert.NotEmpty(loaded.Problems.Errors);
        Assert.NotEmpty(loaded.Problems.Warnings);
        Assert.All(loaded.Problems.Errors.Concat(loaded.Problems.Warnings), problem => Assert.True(
            problem.Place is { Line: > 1, Column: > 1 }, problem.ToString()));
    }
}
