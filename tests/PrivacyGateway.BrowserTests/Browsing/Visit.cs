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

    /// <summary>The shop's own address in this visit, known after the first page.</summary>
    public string Origin { get; private set; } = "";

    /// <param name="driver">The browser.</param>
    /// <param name="page">What every page of the shop tells the pixel.</param>
    /// <param name="cookies">Set on the registrable domain before the first page.</param>
    /// <param name="clock">The page's timers stand under the test's hand (<see cref="PassAsync"/>), so that nobody waits for a resend.</param>
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
        await driver.AskAsync("start", visit._id, new JsonObject
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
        var result = await _driver.AskAsync("open", _id, new JsonObject { ["path"] = path });
        Origin = result.GetProperty("origin").GetString()!;
    }

    /// <summary>Loads a page of the shop in another tab, which everything from now on happens in.</summary>
    public Task OpenTabAsync(string path) => _driver.AskAsync("tab", _id, new JsonObject { ["path"] = path });

    /// <summary>Clicks on what the selector finds.</summary>
    public Task ClickAsync(string selector) => _driver.AskAsync("click", _id, new JsonObject { ["selector"] = selector });

    /// <summary>What an expression yields in the page, as text; a promise is awaited.</summary>
    public async Task<string> AskAsync(string expression) =>
        (await _driver.AskAsync("ask", _id, new JsonObject { ["expression"] = expression })).GetProperty("value").GetString()!;

    /// <summary>Waits until an expression is true in the page.</summary>
    public Task UntilAsync(string expression) => _driver.AskAsync("until", _id, new JsonObject { ["expression"] = expression });

    /// <summary>Waits until the browser has so many answers from addresses that start like this.</summary>
    public Task AnsweredAsync(string start, int count) =>
        _driver.AskAsync("answered", _id, new JsonObject { ["start"] = start, ["count"] = count });

    /// <summary>No POST from any page gets through any more, as if a filter in the browser or the network stopped it.</summary>
    public Task BlockPostsAsync() => _driver.AskAsync("blockPosts", _id);

    /// <summary>Runs in the page what a link of it would run.</summary>
    public Task RunAsync(string script) => _driver.AskAsync("run", _id, new JsonObject { ["script"] = script });

    /// <summary>Lets time pass in a page that was started with a clock.</summary>
    public Task PassAsync(TimeSpan time) =>
        _driver.AskAsync("pass", _id, new JsonObject { ["milliseconds"] = (long)time.TotalMilliseconds });

    /// <summary>Waits until the pixel takes every hit for delivered.</summary>
    public Task SettleAsync() => _driver.AskAsync("settle", _id);

    public async Task<VisitState> StateAsync() =>
        (await _driver.AskAsync("state", _id)).Deserialize<VisitState>(Json)!;

    public async ValueTask DisposeAsync() => await _driver.AskAsync("close", _id);
}
