using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>One visitor with an empty browser profile on the shop's page.</summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static int _count;

    private readonly Driver _driver;
    private readonly string _id = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);

    private Visit(Driver driver) => _driver = driver;

    /// <summary>The shop's URL in this visit, known after the first page.</summary>
    public string Origin { get; private set; } = "";

    /// <param name="driver">The browser.</param>
    /// <param name="page">The pixel's configuration on every page of the shop.</param>
    /// <param name="cookies">Set on the registrable domain before the first page.</param>
    /// <param name="clock">The test controls the page's timers (<see cref="PassAsync"/>), so that no test waits for a resend.</param>
    public static async Task<Visit> StartAsync(
        Driver driver,
        PixelPage page,
        IEnumerable<BrowserCookie>? cookies = null,
        bool clock = false)
    {
        ArgumentNullException.ThrowIfNull(driver);
        ArgumentNullException.ThrowIfNull(page);
        var visit = new Visit(driver);
        var given = (cookies ?? []).Select(cookie => (JsonNode)new JsonObject
        {
            ["name"] = cookie.Name,
            ["value"] = cookie.Value,
            ["httpOnly"] = cookie.HttpOnly,
            ["domain"] = cookie.Domain,
            ["expires"] = cookie.Expires,
        });
        await driver.SendAsync("start", visit._id, new JsonObject
        {
            ["pixel"] = page.ToJson(),
            ["cookies"] = new JsonArray([.. given]),
            ["clock"] = clock,
        });
        return visit;
    }

    /// <summary>Loads a page of the shop; its snippet tracks at once.</summary>
    public async Task OpenAsync(string path)
    {
        var result = await _driver.SendAsync("open", _id, new JsonObject { ["path"] = path });
        Origin = result.GetProperty("origin").GetString()!;
    }

    /// <summary>Loads a page of the shop in another tab, in which everything happens from then on.</summary>
    public Task OpenTabAsync(string path) => _driver.SendAsync("tab", _id, new JsonObject { ["path"] = path });

    /// <summary>Clicks on the element that the selector matches.</summary>
    public Task ClickAsync(string selector) => _driver.SendAsync("click", _id, new JsonObject { ["selector"] = selector });

    /// <summary>The value of an expression in the page, as text; a promise is awaited.</summary>
    public async Task<string> EvaluateAsync(string expression) =>
        (await _driver.SendAsync("ask", _id, new JsonObject { ["expression"] = expression })).GetProperty("value").GetString()!;

    /// <summary>Waits until an expression is true in the page.</summary>
    public Task UntilAsync(string expression) => _driver.SendAsync("until", _id, new JsonObject { ["expression"] = expression });

    /// <summary>Waits until the browser has this many responses from URLs with this prefix.</summary>
    public Task RespondedAsync(string start, int count) =>
        _driver.SendAsync("answered", _id, new JsonObject { ["start"] = start, ["count"] = count });

    /// <summary>Blocks every POST from any page from now on, as a filter in the browser or the network would.</summary>
    public Task BlockPostsAsync() => _driver.SendAsync("blockPosts", _id);

    /// <summary>Runs the script of a link in the page.</summary>
    public Task RunAsync(string script) => _driver.SendAsync("run", _id, new JsonObject { ["script"] = script });

    /// <summary>Lets time pass in a page that was started with a clock.</summary>
    public Task PassAsync(TimeSpan time) =>
        _driver.SendAsync("pass", _id, new JsonObject { ["milliseconds"] = (long)time.TotalMilliseconds });

    /// <summary>Waits until the pixel considers every hit delivered.</summary>
    public Task SettleAsync() => _driver.SendAsync("settle", _id);

    public async Task<VisitState> StateAsync() =>
        (await _driver.SendAsync("state", _id)).Deserialize<VisitState>(Json)!;

    /// <summary>From now on the page's traffic is recorded, until another tab is opened.</summary>
    public Task RecordAsync() => _driver.SendAsync("record", _id);

    /// <summary>The recording, as the developer tools save it.</summary>
    public async Task<string> HarAsync() => (await _driver.SendAsync("har", _id)).GetRawText();

    public async ValueTask DisposeAsync() => await _driver.SendAsync("close", _id);
}
