using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hosting;
using PrivacyGateway.Hosting.Descriptors;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.Policies;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Limits;

/// <summary>
/// The limits alone in front of an endpoint that always responds. Their period is an hour, so that no test depends on the clock.
/// </summary>
internal sealed class LimitedHost : IAsyncDisposable
{
    private static readonly byte[] Request = RequestSpec.Get("a.test", "/").Bytes();

    private readonly WebApplication _app;
    private readonly CurrentPolicies _snapshot;

    private LimitedHost(WebApplication app, CurrentPolicies snapshot) => (_app, _snapshot) = (app, snapshot);

    public static async Task<LimitedHost> StartAsync(GatewayLimitsConfig limits)
    {
        var snapshot = new CurrentPolicies(Snapshot(limits));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, 0));
        builder.Services.AddMetrics().AddSingleton<GatewayMetrics>()
            .AddSingleton(new ConcurrencyLimit(snapshot, new DescriptorLimit(Max: null))).AddRateLimiter(static _ => { });
        var app = builder.Build();
        app.UseRequestLimits(snapshot, app.Services.GetRequiredService<GatewayMetrics>(), TimeSpan.FromHours(1));
        app.Run(static context => context.Response.WriteAsync("served"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LimitedHost(app, snapshot);
    }

    public void Reload(GatewayLimitsConfig limits) => _snapshot.Replace(Snapshot(limits));

    public Task<RawResponse> SendAsync(string from = "127.0.0.1") =>
        RawClient.SendAsync(new Uri(_app.Urls.Single()).Port, Request, IPAddress.Parse(from));

    /// <summary>Sends this many requests; returns how many were served.</summary>
    public async Task<int> FloodAsync(int requests, string from = "127.0.0.1")
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => SendAsync(from)));
        Assert.All(responses, response => Assert.Contains(response.Status, new[] { 200, 503 }));
        return responses.Count(response => response.Status == 200);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static PolicySnapshot Snapshot(GatewayLimitsConfig limits) =>
        new(new GatewayConfig
        {
            Policies = new Dictionary<string, PolicyConfig>(StringComparer.Ordinal),
            Destinations = [],
            Routes = [],
            Limits = limits,
        });
}
