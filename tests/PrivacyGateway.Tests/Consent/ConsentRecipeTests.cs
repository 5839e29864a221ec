using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

/// <summary>The recipes of docs/consent.md, with cookies as the platforms write them.</summary>
public sealed class ConsentRecipeTests
{
    private const string CookieYes =
        "cookieyes-consent=consentid:dWFpcGZ3NWdxa3U3SGNoT3pPbU92Nk8z,consent:yes,action:yes,necessary:yes,functional:yes,analytics:";
    private const string Borlabs =
        "borlabs-cookie=%7B%22consents%22%3A%7B%22essential%22%3A%5B%22borlabs-cookie%22%5D%2C%22statistics%22%3A%5B";
    private const string BorlabsEnd =
        "%5D%7D%2C%22domainPath%22%3A%22www.shop.example%2F%22%2C%22expires%22%3A%22Wed%2C%2024%20Nov%202027%2008%3A00%3A00%20GMT%22%2C%22uid%22%3A%22x%22%2C%22v3%22%3Atrue%2C%22version%22%3A1%7D";
    private const string Iubenda = "_iub_cs-12345678=%7B%22timestamp%22%3A%22";
    private const string CookieScript = """CookieScriptConsent={"googleconsentmap":{"ad_storage":"targeting"},"bannershown":1,"action":""";

    [Theory]
    [InlineData("cookieyes", CookieYes + "yes,performance:yes,advertisement:no,other:yes,lastRenewedDate:1728636632000", "granted")]
    [InlineData("cookieyes", CookieYes + "yes", "granted")]
    [InlineData("cookieyes", CookieYes + "no,performance:yes,advertisement:yes", "unproven")]
    [InlineData("cookieyes", "cookieyes-consent=consentid:x,consent:yes,action:,necessary:yes,functional:yes,analytics:yes", "unproven")]
    [InlineData("cookieyes", "cookieyes-consent=consentid%3Ax%2Cconsent%3Ayes%2Caction%3Ayes%2Canalytics%3Ayes", "granted")]
    [InlineData("cookieyes", "a=1", "unanswered")]
    [InlineData("consentmanager", "__cmpcpc=__51_52__", "granted")]
    [InlineData("consentmanager", "__cmpcpc=51_52", "granted")]
    [InlineData("consentmanager", "__cmpcpc=__52_515_151__", "unproven")]
    [InlineData("consentmanager", "__cmpcvc=__51__", "unanswered")]
    [InlineData("klaro", "klaro=%7B%22mapp-intelligence%22%3Atrue%2C%22youtube%22%3Afalse%7D", "granted")]
    [InlineData("klaro", "klaro={\"youtube\":false,\"mapp-intelligence\":true}", "granted")]
    [InlineData("klaro", "klaro=%7B%22mapp-intelligence%22%3Afalse%2C%22youtube%22%3Atrue%7D", "unproven")]
    [InlineData("klaro", "klaro=%7B%22not-mapp-intelligence%22%3Atrue%7D", "unproven")]
    [InlineData("borlabs", Borlabs + "%22matomo%22%2C%22mapp-intelligence%22" + BorlabsEnd, "granted")]
    [InlineData("borlabs", Borlabs + "%22matomo%22" + BorlabsEnd, "unproven")]
    [InlineData("borlabs", "borlabs-cookie=%7B%22consents%22%3A%7B%22marketing%22%3A%5B%22mapp-intelligence%22%5D%7D%7D", "unproven")]
    [InlineData("complianz", "cmplz_statistics=allow", "granted")]
    [InlineData("complianz", "cmplz_statistics=deny", "unproven")]
    [InlineData("complianz", "cmplz_marketing=allow", "unanswered")]
    [InlineData("axeptio", "axeptio_authorized_vendors=%2Cmatomo%2Cmapp_intelligence%2C", "granted")]
    [InlineData("axeptio", "axeptio_authorized_vendors=,mapp_intelligence,", "granted")]
    [InlineData("axeptio", "axeptio_authorized_vendors=%2Cmatomo%2C", "unproven")]
    [InlineData("axeptio", "axeptio_all_vendors=%2Cmapp_intelligence%2C", "unanswered")]
    [InlineData("tarteaucitron", "tarteaucitron=!mapp=true!gtag=false", "granted")]
    [InlineData("tarteaucitron", "tarteaucitron=!gtag=false!mapp=true", "granted")]
    [InlineData("tarteaucitron", "tarteaucitron=!gtag=true!mapp=wait", "unproven")]
    [InlineData("tarteaucitron", "tarteaucitron=!xmapp=true!mapp=false", "unproven")]
    [InlineData("iubenda", Iubenda
        + "2026-11-25T08%3A00%3A00.123Z%22%2C%22version%22%3A%221.81.0%22%2C%22purposes%22%3A%7B%221%22%3Atrue%2C%224%22%3Atrue%7D%2C%22id%22%3A12345678%7D", "granted")]
    [InlineData(
        "iubenda", Iubenda + "2024-11-25T08%3A00%3A00.123Z%22%2C%22purposes%22%3A%7B%221%22%3Atrue%2C%224%22%3Atrue%7D%7D", "outdated")]
    [InlineData(
        "iubenda", Iubenda + "2026-11-25T08%3A00%3A00.123Z%22%2C%22purposes%22%3A%7B%221%22%3Atrue%2C%224%22%3Afalse%7D%7D", "unproven")]
    [InlineData("iubenda", Iubenda + "2026-11-25T08%3A00%3A00.123Z%22%2C%22purposes%22%3A%7B%2214%22%3Atrue%7D%7D", "unproven")]
    [InlineData("cookiescript", CookieScript
        + "\"accept\",\"consenttime\":1795600000,\"categories\":\"[\\\"targeting\\\",\\\"performance\\\"]\",\"key\":\"k\"}", "granted")]
    [InlineData("cookiescript", CookieScript
        + "\"accept\",\"consenttime\":1700000000,\"categories\":\"[\\\"performance\\\"]\",\"key\":\"k\"}", "outdated")]
    [InlineData("cookiescript", CookieScript + "\"accept\",\"categories\":\"[\\\"performance\\\"]\",\"key\":\"k\"}", "unreadable")]
    [InlineData("cookiescript", CookieScript
        + "\"accept\",\"consenttime\":1795600000,\"categories\":\"[\\\"targeting\\\"]\",\"key\":\"performance\"}", "unproven")]
    [InlineData("cookiescript", CookieScript + "\"reject\",\"consenttime\":1795600000,\"categories\":\"[]\",\"key\":\"k\"}", "unproven")]
    [InlineData("trustarc", "notice_preferences=2:", "granted")]
    [InlineData("trustarc", "notice_preferences=1%3A", "granted")]
    [InlineData("trustarc", "notice_preferences=0:", "unproven")]
    [InlineData("trustarc", "cmapi_cookie_privacy=permit 1,2,3", "unanswered")]
    public void Recipe_reads_the_platforms_cookie(string recipe, string cookies, string expected) =>
        Assert.Equal(expected, Evaluate(recipe, cookies));

    [Theory]
    [InlineData("\"updated\":\"2026-11-25T08:00:00.000Z\"", "granted")]
    [InlineData("\"updated\":\"2024-11-25T08:00:00.000Z\"", "outdated")]
    [InlineData("\"created\":\"2026-11-25T08:00:00.000Z\"", "unreadable")]
    public void Didomi_recipe_reads_the_time_of_the_choice(string time, string expected)
    {
        var token = Convert.ToBase64String(
            Encoding.UTF8.GetBytes($$"""{"user_id":"x",{{time}},"purposes":{"enabled":["analytics"]},"version":2}"""));

        Assert.Equal(expected, Evaluate("didomi", $"didomi_token={token}"));
    }

    private static string Evaluate(string recipe, string cookies)
    {
        var config = ConsentSamples.Read(recipe).Cookies[recipe];
        var signal = new CookieMatchSignal(recipe, config, CookiePattern.Parse(config.Match)!, PlatformRole.StandInForCookie);

        return VoteText.From(signal.Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))));
    }
}
