namespace PrivacyGateway.Tests.Configuration;

public sealed class KeyCaseValidatorTests
{
    [Theory]
    [InlineData("ReverseProxy.Routes.Track",
        """{ "ClusterId": "track-domain", "Match": { "Hosts": ["b.shop.example"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } }""")]
    [InlineData("PrivacyGateway.Policies.Default", """{ "userIdentification": { "enableAnonymousFunction": true } }""")]
    public void Two_names_that_differ_only_in_case_are_an_error(string path, string value)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(path, value));

        Assert.Equal($"$.{path}", error.Path);
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_names_that_differ_only_in_case_are_an_error_beside_other_errors_and_in_lists()
    {
        var json = ConfigSample.With("ReverseProxy.Routes.track.Match.Headers", """[{ "Name": "a", "name": "b" }]""");

        var errors = ConfigSample.Load(ConfigSample.With(json, $"{ConfigSample.Policy}.level", "\"harsh\"")).Problems.Errors;

        Assert.Contains(errors, error => error.Path == "$.ReverseProxy.Routes.track.Match.Headers[0].name");
        Assert.Contains(errors, error => error.Path == $"$.{ConfigSample.Policy}.level");
    }

    [Fact]
    public void Key_in_the_wrong_case_beside_the_right_one_is_reported_once()
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.Level", "\"strict\""));

        Assert.Contains("\"level\"", error.Remedy, StringComparison.Ordinal);
    }
}
