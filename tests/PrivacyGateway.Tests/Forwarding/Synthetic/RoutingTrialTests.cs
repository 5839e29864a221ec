using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.Tests.Configuration;

namespace PrivacyGateway.Tests.Forwarding.Synthetic;

/// <summary>"Valid" means that a hit is served: the real routing is built from each file and tried.</summary>
public sealed class RoutingTrialTests
{
    private const string GoodFiles = "tests/data/good-configurations";
    private const string Match = $"{ConfigSample.Route}.Match";

    public static TheoryData<string> Useless => [.. UselessRoutes.Files.Keys];

    public static TheoryData<string> Good => [.. Directory.EnumerateFiles(Repository.PathOf(GoodFiles), "*.json")
        .Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Useless))]
    public async Task File_with_a_route_that_serves_no_hit_is_refused_with_location_and_remedy(string description)
    {
        var problems = await ProblemsAsync(UselessRoutes.Files[description]);

        Assert.NotEmpty(problems.Errors);
        Assert.All(problems.Errors, static error =>
        {
            Assert.StartsWith("$.", error.Path, StringComparison.Ordinal);
            Assert.NotEmpty(error.Remedy);
            Assert.DoesNotContain("Exception", error.Message, StringComparison.Ordinal);
        });
        Assert.Contains(problems.Errors, static error => error.Path.StartsWith(
            "$.ReverseProxy", StringComparison.Ordinal) || error.Path.StartsWith("$.PrivacyGateway.Policies", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Realistic_file_passes_the_routing_trial(string file) =>
        Assert.Empty((await ProblemsAsync(Repository.Read($"{GoodFiles}/{file}"))).Errors);

    [Theory]
    [InlineData("Path", "\"/{**path}\"")]
    [InlineData("Path", "\"{**path}\"")]
    [InlineData("Path", "\"/{*path}\"")]
    [InlineData("Path", "\"/{ids}/{**rest}\"")]
    [InlineData("Path", "\"/{ids}/wt\"")]
    [InlineData("Path", "\"/{ids}/wt.pl\"")]
    [InlineData("Path", "\"/{ids}/batch\"")]
    [InlineData("Path", "\"/{ids}/optout\"")]
    [InlineData("Path", "\"/{ids}/{kind}\"")]
    [InlineData("Path", "\"/{ids}/wt{suffix}\"")]
    [InlineData("Path", "\"/{ids:long}/{**rest}\"")]
    [InlineData("Path", "\"/{ids:length(15)}/{**rest}\"")]
    [InlineData("Path", "\"/{ids:minlength(20)}/{**rest}\"")]
    [InlineData("Path", "\"/{ids:regex(^\\\\d+$)}/{**rest}\"")]
    [InlineData("Path", "\"/{ids:regex(^9\\\\d+$)}/{**rest}\"")]
    [InlineData("Path", "\"/215973346822101/{**rest}\"")]
    [InlineData("Path", "\"/215973346822101/wt\"")]
    [InlineData("Path", "\"/js/{**file}\"")]
    [InlineData("Path", "\"/js/{version}/{file}.js\"")]
    [InlineData("Path", "null")]
    [InlineData("Hosts", "[\"TRACK.shop.example\"]")]
    [InlineData("Hosts", "[\"*.shop.example\", \"track.shop.example\"]")]
    [InlineData("Hosts", "[\"track.shop.example:8443\"]")]
    [InlineData("Hosts", "[\"a_b.shop.example\"]")]
    [InlineData("Methods", "[\"GET\"]")]
    [InlineData("Methods", "[\"post\"]")]
    [InlineData("Methods", "[\"HEAD\", \"OPTIONS\"]")]
    [InlineData("Headers", """[{ "Name": "X-Test", "Mode": "Exists" }]""")]
    [InlineData("Headers", """[{ "Name": "X-Test", "Values": ["a", "b"] }, { "Name": "Y", "Mode": "NotExists" }]""")]
    [InlineData("Headers",
        """[{ "Name": "User-Agent", "Values": ["Chrome"], "Mode": "Contains" }, { "Name": "User-Agent", "Values": ["Mozilla/"], "Mode": "HeaderPrefix" }]""")]
    [InlineData("Headers", """[{ "Name": "Cookie", "Values": ["consent=1"] }]""")]
    [InlineData("QueryParameters", """[{ "Name": "p", "Mode": "Exists" }]""")]
    [InlineData("QueryParameters", """[{ "Name": "la", "Values": ["de"] }, { "Name": "x", "Values": ["ä b"], "Mode": "Contains" }]""")]
    [InlineData("QueryParameters", """[{ "Name": "la", "Values": ["de"], "Mode": "NotContains" }]""")]
    public async Task Route_that_serves_some_hit_is_accepted(string key, string value)
    {
        var json = ConfigSample.With($"{ConfigSample.Policy}.cookieDomain", null);

        Assert.Empty((await ProblemsAsync(ConfigSample.With(json, $"{Match}.{key}", value == "null" ? null : value))).Errors);
    }

    [Theory]
    [InlineData("track.müller.example")]
    [InlineData("track.xn--mller-kva.example")]
    [InlineData("*.müller.example")]
    [InlineData("*.xn--mller-kva.example")]
    public async Task International_host_passes_the_routing_trial_in_either_form(string host)
    {
        var json = ConfigSample.With($"{ConfigSample.Policy}.cookieDomain", null);

        Assert.Empty((await ProblemsAsync(ConfigSample.With(json, $"{Match}.Hosts", $"[\"{host}\"]"))).Errors);
    }

    [Fact]
    public async Task Routing_trial_names_exactly_the_routes_that_cannot_be_built()
    {
        var json = ConfigSample.Json;
        for (var i = 0; i < 9; i++)
        {
            json = ConfigSample.With(json, $"ReverseProxy.Routes.r{i}", $$"""
                { "ClusterId": "track-domain", "Match": { "Hosts": ["r{{i}}.shop.example"], "Path": "{{(i is 2 or 7 ? "/{id:nosuch}/{**p}" : "/{**p}")}}" }, "Metadata": { "PrivacyPolicy": "default" } }
                """);
        }

        var errors = (await ProblemsAsync(json)).Errors;

        Assert.Equal(["$.ReverseProxy.Routes.r2", "$.ReverseProxy.Routes.r7"], errors.Select(static error => error.Path));
        Assert.All(errors, static error => Assert.Contains("nosuch", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Error_in_one_route_or_policy_does_not_hide_a_route_that_serves_nothing()
    {
        var json = ConfigSample.With(ConfigSample.With($"{ConfigSample.Route}.Match.Hosts", "[\"a..b\"]"), "ReverseProxy.Routes.second", """
            { "ClusterId": "track-domain", "Match": { "Hosts": ["second.shop.example"], "Path": "/collect/{**rest}" }, "Metadata": { "PrivacyPolicy": "other" } }
            """);
        json = ConfigSample.With(
            json, "PrivacyGateway.Policies.other", """{ "userIdentification": { "enableAnonymousFunction": true } }""");
        json = ConfigSample.With(
            json, "PrivacyGateway.Policies.third", """{ "levle": "strict", "userIdentification": { "enableAnonymousFunction": true } }""");

        var errors = (await ProblemsAsync(json)).Errors.Select(static error => error.Path).ToArray();

        Assert.Contains("$.ReverseProxy.Routes.track.Match.Hosts[0]", errors);
        Assert.Contains("$.PrivacyGateway.Policies.third.levle", errors);
        Assert.Contains("$.ReverseProxy.Routes.second.Match.Path", errors);
    }

    [Fact]
    public async Task Routes_that_differ_only_in_methods_are_accepted()
    {
        var json = ConfigSample.With(ConfigSample.With($"{Match}.Methods", "[\"GET\"]"), "ReverseProxy.Routes.posts", """
            { "ClusterId": "track-domain", "Match": { "Hosts": ["track.shop.example"], "Path": "/{**path}", "Methods": ["POST"] }, "Metadata": { "PrivacyPolicy": "default" } }
            """);

        Assert.Empty((await ProblemsAsync(json)).Errors);
    }

    [Fact]
    public async Task Route_expression_that_matches_no_sample_track_id_is_a_warning()
    {
        var problems = await ProblemsAsync(ConfigSample.With($"{Match}.Path", "\"/{ids:regex(^12[[34]]\\\\d+$)}/{**rest}\""));

        Assert.Empty(problems.Errors);
        Assert.Contains(problems.Warnings, static warning => warning.Path == "$.ReverseProxy.Routes.track.Match.Path"
            && warning.Message.Contains("regex", StringComparison.Ordinal));
    }

    private static async Task<ConfigProblems> ProblemsAsync(string json) =>
        (await ConfigLoader.LoadAsync("proxy.json", json, new Dictionary<string, string>(), FileCheck.Skip)).Problems;
}
