using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class SignalsValidatorTests
{
    private const string Signals = $"{ConfigSample.Policy}.signals";
    private const string Path = "$.PrivacyGateway.Policies.default.signals";
    private const string Platforms = """{ "platformsMay": "standInForCookie", "globalPrivacyControl": true, "doNotTrack": true""";

    [Fact]
    public void Signals_are_off_by_default()
    {
        var signals = ConfigSample.LoadPolicy(ConfigSample.With(Signals, null)).Signals;

        Assert.Equal((PlatformRole.Restrict, false, false, null),
            (signals.PlatformsMay, signals.GlobalPrivacyControl, signals.DoNotTrack, signals.Tcf));
        Assert.Empty(signals.OneTrust);
        Assert.Empty(signals.Cookiebot);
        Assert.Empty(signals.Cookies);
        Assert.False(signals.CanGrant);
    }

    [Fact]
    public void Every_signal_key_is_read()
    {
        var signals = ConfigSample.LoadPolicy(ConfigSample.Json).Signals;

        Assert.Equal((PlatformRole.StandInForCookie, true, true), (signals.PlatformsMay, signals.GlobalPrivacyControl, signals.DoNotTrack));
        Assert.Equal(("tc", 402), (signals.Tcf!.Cookie, signals.Tcf.Vendor));
        Assert.Equal([1, 7, 8], signals.Tcf.Purposes);
        Assert.Equal(["C0002"], signals.OneTrust);
        Assert.Equal(["statistics"], signals.Cookiebot);
        Assert.Equal(new CookieMatchConfig
        {
            Cookie = "didomi_token",
            Decode = CookieDecoding.Base64,
            Match = "\"analytics\"",
            Means = ConsentMeaning.Granted,
        }, signals.Cookies["didomi"]);
    }

    [Fact]
    public void Empty_tcf_section_requires_purposes_1_and_8_and_no_vendor()
    {
        var tcf = ConfigSample.LoadPolicy(ConfigSample.With($"{Signals}.tcf", "{}")).Signals.Tcf!;

        Assert.Equal(("euconsent-v2", null), (tcf.Cookie, tcf.Vendor));
        Assert.Equal([1, 8], tcf.Purposes);
    }

    [Fact]
    public void StandInForCookie_under_opt_out_is_a_warning()
    {
        var problems = ConfigSample.Load(ConfigSample.With($"{ConfigSample.User}.anonymousOptIn", "false")).Problems;

        Assert.Empty(problems.Errors);
        var warning = Assert.Single(problems.Warnings, warning => warning.Path == $"{Path}.platformsMay");
        Assert.Contains("opt-out polarity", warning.Message, StringComparison.Ordinal);
        Assert.Equal("Take it out, or set anonymousOptIn to true.", warning.Remedy);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "oneTrust": [], "cookiebot": []""")]
    [InlineData(""", "cookies": { "own": { "cookie": "own", "match": "^1$", "means": "denied" } }""")]
    public void StandInForCookie_without_a_platform_that_grants_is_an_error(string more)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(Signals, $"{Platforms}{more} }}"));

        Assert.Equal($"{Path}.platformsMay", error.Path);
        Assert.Equal("Configure tcf, gpp, oneTrust, cookiebot or a cookie that means \"granted\".", error.Remedy);
    }

    [Theory]
    [InlineData(""", "tcf": {}""")]
    [InlineData(""", "oneTrust": ["C0002"]""")]
    [InlineData(""", "cookiebot": ["statistics"]""")]
    [InlineData(""", "cookies": { "own": { "cookie": "own", "match": "^1$", "means": "granted" } }""")]
    public void Each_platform_that_can_grant_may_stand_in_for_the_cookie(string more)
    {
        var problems = ConfigSample.Load(ConfigSample.With(Signals, $"{Platforms}{more} }}")).Problems;

        Assert.Empty(problems.Errors);
        Assert.DoesNotContain(problems.Warnings, warning => warning.Path.StartsWith(Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tcf.cookie", "\"eu consent\"", "Write letters, digits, - and _; the pixel never finds a cookie whose name needs escapes.")]
    [InlineData("tcf.purposes", "[]", "Write the purposes you need, such as [1, 8].")]
    [InlineData(
        "cookies.didomi.cookie", "\"a;b\"", "Write letters, digits, - and _; the pixel never finds a cookie whose name needs escapes.")]
    [InlineData("cookies.didomi.cookie", "\"wtstp_eid\"", "Write the name of the consent platform's cookie.")]
    [InlineData("cookies.didomi.cookie", "\"wteid_1\"", "Write the name of the consent platform's cookie.")]
    [InlineData("cookies.didomi.match", "\"(\"", "Write a regular expression without look-around and back references, such as \"^1$\".")]
    [InlineData(
        "cookies.didomi.match", "\"(?=a)\"", "Write a regular expression without look-around and back references, such as \"^1$\".")]
    [InlineData(
        "cookies.didomi.match", "\"(?<!a)b\"", "Write a regular expression without look-around and back references, such as \"^1$\".")]
    [InlineData(
        "cookies.didomi.match", "\"(a)\\\\1\"", "Write a regular expression without look-around and back references, such as \"^1$\".")]
    [InlineData(
        "cookies.didomi.match", "\"(?>a*)b\"", "Write a regular expression without look-around and back references, such as \"^1$\".")]
    public void Signal_setting_that_cannot_work_is_an_error_with_a_remedy(string key, string value, string remedy)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{Signals}.{key}", value));

        Assert.Equal(($"{Path}.{key}", remedy), (error.Path, error.Remedy));
    }

    [Theory]
    [InlineData("platformsMay", "\"grant\"")]
    [InlineData("globalPrivacyControl", "1")]
    [InlineData("doNotTrack", "\"true\"")]
    [InlineData("tcf", "[]")]
    [InlineData("tcf.vendor", "0")]
    [InlineData("tcf.vendor", "65536")]
    [InlineData("tcf.vendor", "null")]
    [InlineData("tcf.purposes", "8")]
    [InlineData("oneTrust", "\"C0002\"")]
    [InlineData("cookiebot", "{}")]
    [InlineData("cookies", "[]")]
    [InlineData("cookies.didomi", "\"didomi_token\"")]
    [InlineData("cookies.didomi.cookie", null)]
    [InlineData("cookies.didomi.match", null)]
    [InlineData("cookies.didomi.means", null)]
    [InlineData("cookies.didomi.means", "\"maybe\"")]
    [InlineData("cookies.didomi.decode", "\"hex\"")]
    [InlineData("cookies.didomi.mean", "\"granted\"")]
    [InlineData("tcf.purpose", "[1]")]
    [InlineData("oneTrusts", "[]")]
    public void Missing_misspelt_or_mistyped_signal_key_is_an_error_at_its_location(string key, string? value)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{Signals}.{key}", value));

        Assert.Equal($"{Path}.{key}", error.Path);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("[0]", 0)]
    [InlineData("[1, 25]", 1)]
    [InlineData("[1, 8, \"9\"]", 2)]
    [InlineData("[1.5]", 0)]
    public void Purpose_that_does_not_exist_is_an_error_at_its_location(string value, int place) =>
        Assert.Equal($"{Path}.tcf.purposes[{place}]", ConfigSample.LoadError(ConfigSample.With($"{Signals}.tcf.purposes", value)).Path);

    /// <summary>A visitor writes the value: a backtracking pattern would take longer than this test waits.</summary>
    [Fact]
    public void Cookie_pattern_never_backtracks()
    {
        var pattern = CookiePattern.Parse("^(a+)+$")!;

        Assert.True(pattern.Matches(new string('a', 4000)));
        Assert.False(pattern.Matches(new string('a', 4000) + "b"));
    }
}
