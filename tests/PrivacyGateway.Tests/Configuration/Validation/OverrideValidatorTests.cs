namespace PrivacyGateway.Tests.Configuration.Validation;

public sealed class OverrideValidatorTests
{
    /// <summary>
    /// The file's own names are <c>track</c>, <c>track-domain</c>, <c>primary</c>, <c>default</c>, <c>didomi</c> and <c>https</c>.
    /// </summary>
    [Theory]
    [InlineData("ReverseProxy__Clusters__trackdomain__Destinations__primary__Address", "https://vendor.example/",
        "$.ReverseProxy.Clusters.trackdomain", "Did you mean ReverseProxy__Clusters__track-domain__Destinations__primary__Address?")]
    [InlineData("ReverseProxy__Clusters__vendor__Destinations__primary__Address", "https://vendor.example/",
        "$.ReverseProxy.Clusters.vendor", "Name one of those in the file (track-domain), or write this one into the file too.")]
    [InlineData("ReverseProxy__Clusters__track-domain__Destinations__primry__Address", "https://vendor.example/",
        "$.ReverseProxy.Clusters.track-domain.Destinations.primry",
        "Did you mean ReverseProxy__Clusters__track-domain__Destinations__primary__Address?")]
    [InlineData("PrivacyGateway__Policies__defaults__userIdentification__enableAnonymousFunction", "true",
        "$.PrivacyGateway.Policies.defaults",
        "Did you mean PrivacyGateway__Policies__default__userIdentification__enableAnonymousFunction?")]
    [InlineData("PrivacyGateway__Policies__default__signals__cookies__didomy__match", "a",
        "$.PrivacyGateway.Policies.default.signals.cookies.didomy",
        "Did you mean PrivacyGateway__Policies__default__signals__cookies__didomi__match?")]
    [InlineData("PrivacyGateway__TrackDomains__trackdomain__retries", "1", "$.PrivacyGateway.TrackDomains.trackdomain",
        "Did you mean PrivacyGateway__TrackDomains__track-domain__retries?")]
    [InlineData("ReverseProxy__Routes__trak__ClusterId", "track-domain", "$.ReverseProxy.Routes.trak",
        "Did you mean ReverseProxy__Routes__track__ClusterId?")]
    [InlineData(
        "Kestrel__Endpoints__htps__Url", "https://*:443", "$.Kestrel.Endpoints.htps", "Did you mean Kestrel__Endpoints__https__Url?")]
    [InlineData("Kestrel__Endpoints__https__Sni__trak__Protocols", "Http1", "$.Kestrel.Endpoints.https.Sni.trak",
        "Did you mean Kestrel__Endpoints__https__Sni__track__Protocols?")]
    public void Variable_that_adds_an_entry_beside_those_of_the_file_is_a_warning_with_its_name(
        string variable, string value, string path, string remedy)
    {
        var warning = Assert.Single(ConfigSample.Load(ConfigSample.Json, (variable, value)).Problems.Warnings,
            warning => warning.Message.Contains("which is not in the file", StringComparison.Ordinal));

        Assert.Equal((path, remedy, variable), (warning.Path, warning.Remedy, warning.Place!.Variable));
        Assert.StartsWith($"{variable} adds ", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ReverseProxy__Clusters__TRACK-DOMAIN__Destinations__primary__Address", "https://vendor.example/")]
    [InlineData("PrivacyGateway__Policies__default__limits__bodyBytes", "100000")]
    [InlineData("PrivacyGateway__Policies__default__userIdentification__suppressParameter__3", "oi")]
    [InlineData("PrivacyGateway__DataDirectory", "/data")]
    [InlineData("Logging__LogLevel__Default", "Debug")]
    public void Variable_that_sets_a_key_of_an_existing_entry_is_not_a_warning(string variable, string value) =>
        Assert.DoesNotContain(ConfigSample.Load(ConfigSample.Json, (variable, value)).Problems.Warnings,
            warning => warning.Message.Contains(variable, StringComparison.Ordinal));

    [Fact]
    public void Variable_may_define_the_first_entry_of_a_kind()
    {
        var json = ConfigSample.With("Kestrel.Endpoints", null);

        Assert.DoesNotContain(ConfigSample.Load(json, ("Kestrel__Endpoints__Http__Url", "http://*:8088")).Problems.Warnings,
            warning => warning.Message.Contains("Kestrel__", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PrivacyGatway__AccessLog", "Did you mean PrivacyGateway__AccessLog?")]
    [InlineData("Privacy_Gateway__AccessLog", "Did you mean PrivacyGateway__AccessLog?")]
    [InlineData("ReversProxy__Routes__track__Order", "Did you mean ReverseProxy__Routes__track__Order?")]
    [InlineData("PrivacyGateway:AccessLog", "Write PrivacyGateway__AccessLog.")]
    public void Variable_that_nearly_matches_an_override_is_a_warning(string variable, string remedy)
    {
        var warning = Assert.Single(
            ConfigSample.Load(ConfigSample.Json, (variable, "true")).Problems.Warnings, warning => warning.Place?.Variable == variable);

        Assert.Equal(remedy, warning.Remedy);
    }

    /// <summary>Kubernetes sets the first two for a service named "privacygateway".</summary>
    [Theory]
    [InlineData("PRIVACYGATEWAY_SERVICE_HOST")]
    [InlineData("PRIVACYGATEWAY_PORT_8080_TCP_ADDR")]
    [InlineData("OTEL__SERVICE__NAME")]
    [InlineData("Serilog__MinimumLevel")]
    public void Variable_of_another_program_is_not_a_warning(string variable) =>
        Assert.DoesNotContain(
            ConfigSample.Load(ConfigSample.Json, (variable, "10.0.0.1")).Problems.Warnings, warning => warning.Place?.Variable == variable);
}
