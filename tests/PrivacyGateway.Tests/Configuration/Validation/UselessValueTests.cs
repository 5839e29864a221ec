using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration.Validation;

public sealed class UselessValueTests
{
    /// <summary>Every value has an effect, and only customer data is warned about.</summary>
    private const string Base = """
        {
          "ReverseProxy": {
            "Routes": { "track": { "ClusterId": "track-domain", "Match": { "Hosts": ["track.shop.example"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } } },
            "Clusters": { "track-domain": { "Destinations": { "primary": { "Address": "https://track-domain.example/" } } } }
          },
          "PrivacyGateway": {
            "Policies": { "default": { "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["cd"] }, "cookieDomain": "shop.example" } }
          }
        }
        """;

    public static TheoryData<string, string, string> Errors => UselessValues.Errors;

    public static TheoryData<string, string, string> Warnings => IneffectiveValues.Warnings;

    [Fact]
    public void Base_file_of_the_rows_has_no_mistake()
    {
        var problems = ConfigSample.Load(Base).Problems;

        Assert.Empty(problems.Errors);
        Assert.StartsWith("customer data", Assert.Single(problems.Warnings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Value_that_can_never_take_effect_is_an_error_with_location_and_remedy(string changes, string place, string words) =>
        AssertFound(Load(changes).Errors, place, words);

    [Theory]
    [MemberData(nameof(Warnings))]
    public void Value_without_effect_is_a_warning_with_location_and_remedy(string changes, string place, string words)
    {
        var problems = Load(changes);

        Assert.Empty(problems.Errors);
        AssertFound(problems.Warnings, place, words);
    }

    private static ConfigProblems Load(string changes) => ConfigSample.Load(
        JsonNode.Parse(changes)!.AsObject()
            .Aggregate(Base, static (json, change) => ConfigSample.With(json, change.Key, change.Value!.ToJsonString()))).Problems;

    private static void AssertFound(IReadOnlyList<ConfigProblem> problems, string place, string words)
    {
        Assert.Contains(
            problems, problem => problem.Path == place && $"{problem.Message} {problem.Remedy}".Contains(words, StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.EndsWith(".", problem.Remedy.Replace('?', '.'), StringComparison.Ordinal));
    }
}
