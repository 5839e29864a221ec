using System.Text.Json.Nodes;
using PrivacyGateway.Cli.Page;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Tests.Configuration;

namespace PrivacyGateway.Tests.Cli.Page;

public sealed class FromPageTests
{
    private const string Expected =
        """{ "enableAnonymousFunction": true, "anonymousCookieName": "miCookieOptOut", "anonymousOptIn": false, "suppressParameter": ["cd", "uc5", "uc7"] }""";

    /// <summary>The specification's section 2, and other ways in which pages write the same.</summary>
    public static TheoryData<string> Blocks =>
    [
        "wtSmart.advanced.add({\nuserIdentification: {\nenableAnonymousFunction: true,\nanonymousCookieName: "
            + "'miCookieOptOut',\nanonymousOptIn: false,\nsuppressParameter: ['cd', 'uc5', 'uc7']\n}\n});",
        "userIdentification: { enableAnonymousFunction: true, anonymousCookieName: 'miCookieOptOut', anonymousOptIn: false, "
            + "suppressParameter: ['cd', 'uc5', 'uc7'], },",
        "{ enableAnonymousFunction: true, anonymousCookieName: \"miCookieOptOut\", anonymousOptIn: false, suppressParameter: [\"cd\", "
            + "\"uc5\", \"uc7\",] }",
        "enableAnonymousFunction: true,\nanonymousCookieName: `miCookieOptOut`,\nanonymousOptIn: false,\nsuppressParameter: ['cd', 'uc5', "
            + "'uc7']",
        "{ \"userIdentification\": { \"enableAnonymousFunction\": true, \"anonymousCookieName\": \"miCookieOptOut\", \"anonymousOptIn\": "
            + "false, \"suppressParameter\": [\"cd\", \"uc5\", \"uc7\"] } }",
        "wtSmart.init({ trackId: '111111111111111', userIdentification: { enableAnonymousFunction: true, /* on */ anonymousCookieName: "
            + "'miCookieOptOut', // the name\n anonymousOptIn: false, suppressParameter: ['cd', 'uc5', 'uc7'] } });",
        "window._tiConfig = window._tiConfig || { option: { userIdentification: { enableAnonymousFunction: true, anonymousCookieName: "
            + "'miCookieOptOut', anonymousOptIn: false, suppressParameter: ['cd', 'uc5', 'uc7'] } } };",
        "!function(){var a=/['\"{]/g;wtSmart.advanced.add({userIdentification:{enableAnonymousFunction:!0,anonymousCookieName:'mi\\x43ookie\\u004fptOut',anonymousOptIn:!1,suppressParameter:['cd','uc5','uc7']}})}();",
        "const user = { suppressParameter: ['cd', 'uc5', 'uc7'], anonymousOptIn: false, anonymousCookieName: 'miCookieOptOut', "
            + "enableAnonymousFunction: true };",
        "<Advanced userIdentification={{ enableAnonymousFunction: true, anonymousCookieName: 'miCookieOptOut', anonymousOptIn: false, "
            + "suppressParameter: ['cd', 'uc5', 'uc7'] }} />",
        "<p>Don't</p><!-- <script>userIdentification: { enableAnonymousFunction: false }</script> -->\n<SCRIPT type='text/javascript'>// "
            + "it's\nuserIdentification: { enableAnonymousFunction: true, anonymousCookieName: 'miCookieOptOut', anonymousOptIn: false, "
            + "suppressParameter: ['cd', 'uc5', 'uc7'] }</SCRIPT><p>can't",
    ];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void UserIdentification_block_is_read_as_pages_write_it(string page)
    {
        var (policy, problems) = Read(page);

        Assert.Empty(problems.Errors);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Expected), JsonNode.Parse(policy!)!["userIdentification"]), policy);
    }

    [Fact]
    public void Policy_from_a_page_is_valid()
    {
        var policy = Read("userIdentification: { enableAnonymousFunction: true, suppressParameter: ['cd'] }").Policy!;

        Assert.Empty(ConfigSample.Load(ConfigSample.With(ConfigSample.Policy, policy)).Problems.Errors);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void Vendors_misspelling_is_reported_at_its_location_and_corrected(string value)
    {
        var (policy, problems) =
            Read($"wtSmart.advanced.add({{\n  userIdentification: {{\n    enableAnonymousFunction: true ,\n    anononymousOptIn: {value}\n "
                + $" }}\n}});");

        var warning = Assert.Single(problems.Warnings, warning => warning.Path == "$.userIdentification.anononymousOptIn");
        Assert.Contains("ignores it", warning.Message, StringComparison.Ordinal);
        Assert.Contains("\"anonymousOptIn\"", warning.Remedy, StringComparison.Ordinal);
        Assert.Equal(ConfigPlace.InFile(4, 5), warning.Place);
        Assert.Equal(value, JsonNode.Parse(policy!)!["userIdentification"]!["anonymousOptIn"]!.ToJsonString());
    }

    [Fact]
    public void Misspelt_key_beside_the_right_one_is_ignored()
    {
        var (policy, problems) = Read(
            "userIdentification: { enableAnonymousFunction: true, anonymousOptIn: true, anononymousOptIn: false }");

        Assert.True(JsonNode.Parse(policy!)!["userIdentification"]!["anonymousOptIn"]!.GetValue<bool>());
        Assert.Contains(problems.Warnings, warning => warning.Path.EndsWith("anononymousOptIn", StringComparison.Ordinal));
    }

    [Fact]
    public void Last_value_of_a_key_in_several_blocks_wins()
    {
        var (policy, problems) =
            Read("wtSmart.advanced.add({ userIdentification: { enableAnonymousFunction: true, anonymousOptIn: true } }); "
                + "wtSmart.advanced.add({ userIdentification: { anonymousOptIn: false } });");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "enableAnonymousFunction": true, "anonymousOptIn": false }"""),
            JsonNode.Parse(policy!)!["userIdentification"]), policy);
        Assert.Contains(problems.Warnings, warning => warning.Message.Contains("2 such blocks", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("userIdentification: {\n enableAnonymousFunction: isOn }", "enableAnonymousFunction", 2, 2)]
    [InlineData("userIdentification: {\n enableAnonymousFunction: true, anonymousCookieName: 'mi' + name }", "anonymousCookieName", 2, 33)]
    [InlineData(
        "userIdentification: {\n enableAnonymousFunction: true, suppressParameter: 'cd,uc5'.split(',') }", "suppressParameter", 2, 33)]
    [InlineData("userIdentification: {\n enableAnonymousFunction: true, suppressParameter: ['cd', name] }", "suppressParameter[1]", 2, 59)]
    [InlineData("userIdentification: {\n enableAnonymousFunction: true, anonymousCookieName: `mi${name}` }", "anonymousCookieName", 2, 33)]
    [InlineData("userIdentification: {\n enableAnonymousFunction: true, anonymousOptIn }", "anonymousOptIn", 2, 33)]
    [InlineData("userIdentification: {\n enableAnonymousFunction: true, anonymousOptIn() { return true; } }", "anonymousOptIn", 2, 33)]
    [InlineData("userIdentification: {\n enableAnonymousFunction: true, suppressParameter: ['cd, uc5'] }", "suppressParameter[0]", 2, 53)]
    [InlineData("userIdentification: {\n enableAnonymousFunction: true, suppressParameter: 'cd' }", "suppressParameter", 2, 33)]
    [InlineData("userIdentification: {\n enableAnonymousFunction: 'yes' }", "enableAnonymousFunction", 2, 2)]
    public void Computed_or_invalid_value_is_an_error_at_its_location_and_no_policy_is_printed(
        string page, string key, int line, int column)
    {
        var (policy, problems) = Read(page);

        Assert.Null(policy);
        Assert.Contains(
            problems.Errors, error => error.Path == $"$.userIdentification.{key}" && error.Place == ConfigPlace.InFile(line, column));
    }

    [Fact]
    public void Page_without_enableAnonymousFunction_is_an_error_because_it_has_no_default()
    {
        var (policy, problems) = Read("userIdentification: { anonymousOptIn: true }");

        Assert.Null(policy);
        Assert.Equal("$.userIdentification.enableAnonymousFunction", Assert.Single(problems.Errors).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><script src='loader.js'></script></html>")]
    [InlineData("wtSmart.advanced.add({ requestType: 'beacon' });")]
    [InlineData("userIdentification: settings.user")]
    public void Text_without_the_block_is_an_error_that_names_the_expected_input(string page)
    {
        var (policy, problems) = Read(page);

        Assert.Null(policy);
        Assert.Contains("wtSmart.advanced.add", Assert.Single(problems.Errors).Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("userIdentification: {")]
    [InlineData("userIdentification: { ]")]
    [InlineData("userIdentification: { a: }")]
    [InlineData("userIdentification: { a: [ }")]
    [InlineData("userIdentification: { [a]: 1, ...b, get c() {} }")]
    [InlineData("userIdentification: { a: 'x")]
    [InlineData("userIdentification: { a: '\\u{110000}\\x' }")]
    [InlineData("userIdentification: { a: /[/ }")]
    [InlineData("userIdentification: { ) }")]
    [InlineData("userIdentification: {,,,}")]
    [InlineData("<script")]
    [InlineData("<!-- <script>")]
    public void Broken_script_is_an_error(string page) => Assert.NotEmpty(Read(page).Problems.Errors);

    [Fact]
    public void Deeply_nested_script_is_an_error() =>
        Assert.NotEmpty(Read($"userIdentification: {{ a: {new string('[', 100_000)}").Problems.Errors);

    private static (string? Policy, ConfigProblems Problems) Read(string page)
    {
        var problems = new ConfigProblems();
        return (PagePolicyReader.Read(new FileText(page), problems), problems);
    }
}
