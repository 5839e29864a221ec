using System.Text.Json.Nodes;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The options of <c>validate</c>, as a pipeline uses them.</summary>
public sealed class ValidateOptionsTests : IDisposable
{
    private static readonly string Good = WireHosts.Config("https://track-domain.example/", "https://track-domain.example/");
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>(StringComparer.Ordinal);

    private readonly string _folder = Directory.CreateTempSubdirectory("privacy-gateway-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Validate_reads_standard_input_for_a_hyphen()
    {
        var good = await GatewayCommand.RunAsync(["validate", "-"], Nothing, Good);
        var wrong = await GatewayCommand.RunAsync(
            ["validate", "-"], Nothing, Good.Replace("\"level\"", "\"levle\"", StringComparison.Ordinal));

        Assert.Equal(0, good.ExitCode);
        Assert.StartsWith("<stdin>: valid", good.Output, StringComparison.Ordinal);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Matches(@"(?m)^<stdin>:\d+:\d+: error: \$\.PrivacyGateway\.Policies.*levle", wrong.Error);
    }

    [Fact]
    public async Task Validate_checks_each_of_several_files()
    {
        var (good, wrong, missing) = (Write("good.json", Good), Write("wrong.json", "{"), Path.Combine(_folder, "missing.json"));

        var run = await GatewayCommand.RunAsync("validate", wrong, good, missing, _folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{good}: valid", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{wrong}:1:2: error: $: this is not JSON", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{missing}: error: $: the file does not exist.", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{_folder}: error: $: this is a folder.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_json_lists_every_problem_with_location_severity_and_remedy()
    {
        var wrong = Write("wrong.json", Good.Replace("\"level\"", "\"levle\"", StringComparison.Ordinal));

        var run = await GatewayCommand.RunAsync(
            ["validate", "--json", Write("good.json", Good), wrong],
            new Dictionary<string, string> { ["PrivacyGateway__Limits__concurrentRequests"] = "none" });

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Error);
        var problems = JsonNode.Parse(run.Output)!.AsArray();
        var typo = problems.Single(problem => problem!["file"]!.GetValue<string>() == wrong
            && problem["path"]!.GetValue<string>().EndsWith(".levle", StringComparison.Ordinal))!;
        Assert.Equal("error", typo["severity"]!.GetValue<string>());
        Assert.True(typo["line"]!.GetValue<int>() > 1);
        Assert.True(typo["column"]!.GetValue<int>() > 1);
        Assert.NotEmpty(typo["message"]!.GetValue<string>());
        Assert.Contains("level", typo["remedy"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(2, problems.Count(problem => problem!["variable"]?.GetValue<string>() == "PrivacyGateway__Limits__concurrentRequests"
            && problem["line"] is null));
        Assert.Contains(problems, problem => problem!["severity"]!.GetValue<string>() == "warning");
    }

    [Fact]
    public async Task Validate_json_of_a_valid_file_lists_no_error()
    {
        var run = await GatewayCommand.RunAsync("validate", "--json", Write("good.json", Good));

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(JsonNode.Parse(run.Output)!.AsArray(), problem => problem!["severity"]!.GetValue<string>() == "error");
    }

    [Fact]
    public async Task Validate_treats_warnings_as_errors_on_request()
    {
        var file = Write("good.json", Good);

        var lenient = await GatewayCommand.RunAsync("validate", file);
        var strict = await GatewayCommand.RunAsync("validate", file, "--warnings-as-errors");

        Assert.Equal(0, lenient.ExitCode);
        Assert.Contains("warning:", lenient.Error, StringComparison.Ordinal);
        Assert.Equal(1, strict.ExitCode);
        Assert.DoesNotContain("warning:", strict.Error, StringComparison.Ordinal);
        Assert.Equal(lenient.Error.Replace("warning:", "error:", StringComparison.Ordinal),
            string.Join("", strict.Error.Split('\n').SkipLast(2).Select(line => line + "\n")));
    }

    [Fact]
    public async Task Validate_prints_warnings_beside_errors()
    {
        var run = await GatewayCommand.RunAsync(
            "validate", Write("wrong.json", Good.Replace("\"level\"", "\"levle\"", StringComparison.Ordinal)));

        Assert.Contains("error:", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_can_skip_the_certificate_check()
    {
        var file = Write("tls.json", Good.Replace("\"PrivacyGateway\":", """
            "Kestrel": { "Endpoints": { "https": { "Url": "https://*:8443", "Certificate": { "Path": "/nowhere/track.pem", "KeyPath": "/nowhere/track.key" } } } },
            "PrivacyGateway":
            """, StringComparison.Ordinal));

        Assert.Equal(1, (await GatewayCommand.RunAsync("validate", file)).ExitCode);
        Assert.Equal(0, (await GatewayCommand.RunAsync("validate", "--no-files", file)).ExitCode);
    }

    [Fact]
    public async Task Effective_configuration_is_printed_alone_and_is_valid()
    {
        var run = await GatewayCommand.RunAsync(
            ["validate", "--effective", Write("good.json", Good)],
            new Dictionary<string, string> { ["PrivacyGateway__Limits__concurrentRequests"] = "77" });

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(77, JsonNode.Parse(run.Output)!["PrivacyGateway"]!["Limits"]!["concurrentRequests"]!.GetValue<int>());
        Assert.Contains("PrivacyGateway__Limits__concurrentRequests", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await GatewayCommand.RunAsync(["validate", "-"], Nothing, run.Output)).ExitCode);
    }

    [Fact]
    public async Task Effective_configuration_of_an_invalid_file_is_not_printed()
    {
        var run = await GatewayCommand.RunAsync(
            "validate", "--effective", Write("wrong.json", Good.Replace("\"level\"", "\"levle\"", StringComparison.Ordinal)));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("levle", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_from_page_prints_the_policy_to_stdout_and_the_misspelling_to_stderr()
    {
        const string Page = """
            <script type="text/javascript">
            wtSmart.advanced.add({
              userIdentification: {
                enableAnonymousFunction: true,
                anonymousCookieName: 'miCookieOptOut',
                anononymousOptIn: true,
                suppressParameter: ['cd', 'uc5', 'uc7'],
              }
            });
            </script>
            """;

        var run = await GatewayCommand.RunAsync(["validate", "--from-page", "-"], Nothing, Page);
        var strict = await GatewayCommand.RunAsync(["validate", "--from-page", "-", "--warnings-as-errors"], Nothing, Page);

        Assert.Equal(0, run.ExitCode);
        Assert.True(JsonNode.Parse(run.Output)!["userIdentification"]!["anonymousOptIn"]!.GetValue<bool>());
        Assert.Contains("<stdin>:6:5: warning: $.userIdentification.anononymousOptIn: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, strict.ExitCode);
        Assert.Equal("", strict.Output);
    }

    [Fact]
    public async Task JavaScript_in_the_file_is_an_error_that_suggests_from_page()
    {
        var run = await GatewayCommand.RunAsync(
            "validate", Write("pasted.json", Good.Replace("\"userIdentification\": {", "userIdentification: {", StringComparison.Ordinal)));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("validate --from-page", run.Error, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
