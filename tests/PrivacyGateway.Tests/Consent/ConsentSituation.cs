using System.Text;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Consent;

/// <summary>The configuration of a truth table's row and the browser's request.</summary>
internal sealed record ConsentSituation(SignalsConfig Signals, string Cookie = "a=1", string Query = "p=1", string? Header = null)
{
    private static readonly SignalsConfig Tcf = new() { Tcf = new TcfConfig { Vendor = 402 } };
    private static readonly SignalsConfig OneTrust = new() { OneTrust = ["C0002"] };
    private static readonly SignalsConfig Cookiebot = new() { Cookiebot = ["statistics"] };

    public static ConsentSituation Parse(string row) => row switch
    {
        "none" => new(new SignalsConfig()),
        "nc=1" => new(new SignalsConfig(), Query: "p=1&nc=1"),
        "full opt-out" => new(new SignalsConfig(), "webtrekkOptOut=1"),
        "gpc 1" => new(new SignalsConfig { GlobalPrivacyControl = true }, Header: "Sec-GPC: 1"),
        "gpc 0" => new(new SignalsConfig { GlobalPrivacyControl = true }, Header: "Sec-GPC: 0"),
        "gpc 1, not configured" => new(new SignalsConfig(), Header: "Sec-GPC: 1"),
        "dnt 1" => new(new SignalsConfig { DoNotTrack = true }, Header: "DNT: 1"),
        "dnt 0" => new(new SignalsConfig { DoNotTrack = true }, Header: "DNT: 0"),
        "tcf granted" => new(Tcf, $"euconsent-v2={TcText.Write()}"),
        "tcf granted by parameter" => new(Tcf, Query: $"p=1&gdpr_consent={TcText.Write()}"),
        "tcf parameter refuses" => new(Tcf, $"euconsent-v2={TcText.Write()}", $"p=1&gdpr_consent={TcText.Write(purposes: [1])}"),
        "tcf purpose refused" => new(Tcf, $"euconsent-v2={TcText.Write(purposes: [1, 7])}"),
        "tcf vendor refused" => new(Tcf, $"euconsent-v2={TcText.Write(vendor: 401, disclosed: 402)}"),
        "tcf not service-specific" => new(Tcf, $"euconsent-v2={TcText.Write(isServiceSpecific: false)}"),
        "tcf old policy" => new(Tcf, $"euconsent-v2={TcText.Write(policy: 3)}"),
        "tcf unreadable" => new(Tcf, $"euconsent-v2={TcText.Write()[..30]}"),
        "tcf absent" => new(Tcf),
        "tcf granted and refused" => new(Tcf, $"euconsent-v2={TcText.Write()}; euconsent-v2={TcText.Write(purposes: [])}"),
        "onetrust granted" => new(
            OneTrust, "OptanonAlertBoxClosed=2026-11-01T10:00:00.000Z; OptanonConsent=isGpcEnabled=0&groups=C0001%3A1%2CC0002%3A1&x=1"),
        "onetrust refused" => new(
            OneTrust, "OptanonAlertBoxClosed=2026-11-01T10:00:00.000Z; OptanonConsent=isGpcEnabled=0&groups=C0001%3A1%2CC0002%3A0&x=1"),
        "onetrust no choice" => new(OneTrust, "OptanonConsent=isGpcEnabled=0&groups=C0001%3A1%2CC0002%3A1"),
        "onetrust both" => new(OneTrust, "OptanonAlertBoxClosed=1; OptanonConsent=groups=C0002%3A1%2CC0002%3A0"),
        "onetrust asks again" => new(
            OneTrust, "OptanonAlertBoxClosed=1; OptanonConsent=groups=C0001%3A1%2CC0002%3A1&AwaitingReconsent=true"),
        "onetrust other group" => new(OneTrust, "OptanonAlertBoxClosed=1; OptanonConsent=groups=C0002x%3A1%2CC00021%3A1"),
        "onetrust absent" => new(OneTrust),
        "cookiebot granted" => new(
            Cookiebot, "CookieConsent={stamp:%27aB%2C1==%27%2Cnecessary:true%2Cstatistics:true%2Cmarketing:false%2Cver:1}"),
        "cookiebot refused" => new(
            Cookiebot, "CookieConsent={stamp:%27aB1==%27%2Cnecessary:true%2Cstatistics:false%2Cmarketing:true%2Cver:1}"),
        "cookiebot in the stamp" => new(Cookiebot, "CookieConsent={stamp:%27%2Cstatistics:true%2C%27%2Cnecessary:true}"),
        "cookiebot 0" => new(Cookiebot, "CookieConsent=0"),
        "cookiebot -1" => new(Cookiebot, "CookieConsent=-1"),
        "cookiebot garbage" => new(Cookiebot, "CookieConsent=statistics:true"),
        "cookiebot absent" => new(Cookiebot),
        "didomi granted" => new(ConsentSamples.Didomi,
            $"didomi_token={Pack("""{"purposes":{"enabled":["device","analytics"],"disabled":["ads"]},"updated":"2026-11-25T08:00:00.000Z","version":2}""")}"),
        "didomi refused" => new(
            ConsentSamples.Didomi, $"didomi_token={Pack("""{"purposes":{"enabled":["device"],"disabled":["analytics"]},"version":2}""")}"),
        "didomi no base64" => new(ConsentSamples.Didomi, "didomi_token=\"purposes\":{\"enabled\":[\"analytics\"]}"),
        "didomi absent" => new(ConsentSamples.Didomi),
        "trustcommander granted" => new(ConsentSamples.TrustCommander, "TC_PRIVACY=0%40032%7C13%7C1665%402%2C3%2C4%401%401701350442246%40"),
        "trustcommander refused" => new(ConsentSamples.TrustCommander, "TC_PRIVACY=0%40032%7C13%7C1665%403%2C12%401%401701350442246%40"),
        "trustcommander opted out" => new(ConsentSamples.TrustCommander, "TC_PRIVACY=1@012|26|4221@2@4@1592900933049"),
        "shopware granted" => new(ConsentSamples.Shopware, "sw_MappIntelligence=1"),
        "shopware absent" => new(ConsentSamples.Shopware),
        "shopware 0" => new(ConsentSamples.Shopware, "sw_MappIntelligence=0"),
        "own cookie denies" => new(ConsentSamples.Denying, "tracking=no%20thanks"),
        "own cookie says else" => new(ConsentSamples.Denying, "tracking=yes"),
        "own cookie absent" => new(ConsentSamples.Denying),
        _ => throw new ArgumentException($"No situation is called \"{row}\".", nameof(row)),
    };

    private static string Pack(string json) => Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));
}
