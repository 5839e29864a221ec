namespace PrivacyGateway.Tests.Configuration;

public sealed class KeyCaseValidatorTests
{
    [Theory]
    [InlineData("ReverseProxy.Routes.Track", """{ "ClusterId": "track-domain", "Match": { "Hosts": ["b.shop.example"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } }""")]
    [InlineData("PrivacyGateway.Policies.Default", """{ "userIdentification": { "enableAnonymousFunction": true } }""")]
    public void Two_names_that_differ_only_in_case_are_an_error(string path, string value)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(path, value));

        Assert.Equal($"$.{path}", error.Path);
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
    }
}
