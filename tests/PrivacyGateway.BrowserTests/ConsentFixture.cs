using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>A shop with the gateway's script on its pages, under both polarities.</summary>
public abstract class ConsentFixture(Browser browser)
    : BrowserFixture(browser, (OptOut, Policies.RollingOptOut), (OptIn, Policies.OptInWithEndpoints))
{
    public const string OptOut = "track.shop.test";
    public const string OptIn = "optin.shop.test";

    public const string Cookie = "miCookieOptOut";
    public const string Rolls = "miCookieOptOutRolls";

    /// <summary>Shorter than the difference between any two durations that tests distinguish.</summary>
    private static readonly TimeSpan LongestTest = TimeSpan.FromMinutes(30);

    /// <summary>The URL that the script requests from the gateway.</summary>
    public const string Endpoint = "/.privacy/anonymous-cookie";

    public PixelPage OptOutPage => new(At(OptOut)) { Advanced = PixelPage.OptOut, WithOptOutScript = true };

    public PixelPage OptInPage => new(At(OptIn))
    {
        Advanced = PixelPage.OptOut.Replace("false", "true", StringComparison.Ordinal),
        WithOptOutScript = true,
    };

    /// <summary>An opt-out of unlimited length, set a while ago.</summary>
    public static BrowserCookie[] OptedOut(TimeSpan remaining) =>
        [new(Cookie, "1", Expires: InSeconds(remaining)), new(Rolls, "1", Expires: InSeconds(remaining))];

    /// <summary>The browser stores the cookie for this long, less the time that the test has taken since.</summary>
    public static void AssertLasts(TimeSpan time, BrowserCookie cookie)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        Assert.InRange(cookie.Expires, InSeconds(time - LongestTest), InSeconds(time + TimeSpan.FromSeconds(1)));
    }

    private static double InSeconds(TimeSpan remaining) => TimeProvider.System.GetUtcNow().Add(remaining).ToUnixTimeSeconds();
}
