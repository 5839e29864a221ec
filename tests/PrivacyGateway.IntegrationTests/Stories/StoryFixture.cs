using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>
/// The gateway in front of a WireMock track domain, which sets its server cookies in every response, as the real one does.
/// </summary>
public sealed class StoryFixture : IAsyncLifetime
{
    private readonly WireMockServer _trackDomain = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });

    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await GatewayProcess.StartAsync(WireHosts.Config(_trackDomain.Url!, _trackDomain.Url!));

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        _trackDomain.Stop();
        _trackDomain.Dispose();
    }

    /// <summary>A new browser on a track domain with an empty record.</summary>
    internal Visitor Enter(string host)
    {
        _trackDomain.Reset();
        RespondWith(_ => { });
        return new Visitor(_gateway.Port, host);
    }

    /// <summary>Changes the track domain's response; by default 200, its pixel and its two cookies.</summary>
    internal void RespondWith(Action<IResponseBuilder> change)
    {
        var response = Response.Create()
            .WithStatusCode(200)
            .WithHeader("Content-Type", "image/gif")
            .WithHeader("Set-Cookie", [.. TrackDomainResponses.SetCookies])
            .WithBody(TrackDomainResponses.Gif);
        change(response);
        _trackDomain.Given(Request.Create().UsingAnyMethod()).AtPriority(1).RespondWith(response);
    }

    /// <summary>The requests that have reached the track domain since the last call.</summary>
    internal IReadOnlyList<IRequestMessage> Seen()
    {
        var seen = _trackDomain.LogEntries.Select(entry => entry.RequestMessage!).ToList();
        _trackDomain.ResetLogEntries();
        return seen;
    }

    /// <summary>The one request since the last call.</summary>
    internal IRequestMessage SeenOne() => Assert.Single(Seen());

    /// <summary>Its raw query.</summary>
    internal string SeenQuery() => QueryOf(SeenOne());

    internal static string QueryOf(IRequestMessage seen) => seen.RawQuery is ['?', .. var query] ? query : "";
}
