using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>A gateway with TLS in front of a recording track domain: one host name for each policy that a class of tests needs.</summary>
public abstract class BrowserFixture(Browser browser, params (string Host, string Policy)[] shops) : IAsyncLifetime
{
    private readonly int _sitePort = Array.Exists(shops, shop => shop.Policy.Contains(Policies.SitePort, StringComparison.Ordinal))
        ? FreePort.Find() : 0;
    private GatewayProcess? _gateway;

    public RecordingTrackDomain TrackDomain { get; } = new();

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartAsync(Config().ToJsonString());

    /// <summary>The gateway's.</summary>
    public int Port => _gateway!.Port;

    /// <summary>The port of the gateway's metrics.</summary>
    public int AdminPort => _gateway!.AdminPort;

    /// <summary>Waits until the gateway's output contains these words.</summary>
    public Task WaitForOutputAsync(string words) => _gateway!.WaitForOutputAsync(words);

    /// <summary>The gateway's configuration.</summary>
    public string Configuration => Config().ToJsonString();

    /// <summary>The value that a page writes as its <c>trackDomain</c>.</summary>
    public string At(string host) => $"{host}:{Port}";

    /// <summary>A visitor's browser on a page that tracks to this host; the track domain's record starts empty.</summary>
    public Task<Visit> VisitAsync(PixelPage page, IEnumerable<BrowserCookie>? cookies = null, bool clock = false)
    {
        ArgumentNullException.ThrowIfNull(page);
        TrackDomain.Clear();
        TrackDomain.HeldUntil = Task.CompletedTask;
        TrackDomain.Response = TrackDomainResponses.Pixel;
        return browser.VisitAsync(page with { SitePort = _sitePort }, cookies, clock);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        await TrackDomain.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The section <c>PrivacyGateway</c> without the policies.</summary>
    protected virtual JsonObject Operation() => [];

    private JsonObject Config()
    {
        var (routes, policies) = (new JsonObject(), new JsonObject());
        foreach (var (host, policy) in shops)
        {
            policies[host] = JsonNode.Parse(
                policy.Replace(Policies.SitePort, _sitePort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            routes[host] = new JsonObject
            {
                ["ClusterId"] = "track-domain",
                ["Match"] = new JsonObject { ["Hosts"] = new JsonArray(host), ["Path"] = "/{**path}" },
                ["Metadata"] = new JsonObject { ["PrivacyPolicy"] = host },
            };
        }

        var operation = Operation();
        operation["Policies"] = policies;
        return new JsonObject
        {
            ["Kestrel"] = new JsonObject { ["Endpoints"] = new JsonObject { ["Https"] = Endpoint() } },
            ["ReverseProxy"] = new JsonObject { ["Routes"] = routes, ["Clusters"] = Clusters() },
            ["PrivacyGateway"] = operation,
        };
    }

    private JsonObject Endpoint() => new()
    {
        ["Url"] = "https://127.0.0.1:0",
        ["Certificate"] = new JsonObject
        {
            ["Path"] = browser.Certificate.CertificatePath,
            ["KeyPath"] = browser.Certificate.KeyPath,
        },
    };

    private JsonObject Clusters() => new()
    {
        ["track-domain"] = new JsonObject
        {
            ["Destinations"] = new JsonObject { ["primary"] = new JsonObject { ["Address"] = TrackDomain.Address } },
        },
    };
}
