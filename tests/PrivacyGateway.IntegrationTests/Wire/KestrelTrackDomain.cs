using System.Collections.Concurrent;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A track domain that speaks TLS or HTTP/2, as a real web server does.</summary>
internal sealed class KestrelTrackDomain : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KestrelTrackDomain(WebApplication app) => _app = app;

    public int Port { get; private set; }

    public ConcurrentQueue<string> ServerNames { get; } = [];

    /// <summary>For each request: protocol and Host.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<KestrelTrackDomain> StartAsync(
        HttpProtocols protocols, X509Certificate2? certificate = null, SslProtocols tls = SslProtocols.None)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        KestrelTrackDomain? trackDomain = null;
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (certificate is null)
                return;
            listen.UseHttps(https =>
            {
                https.SslProtocols = tls;
                https.ServerCertificateSelector = (_, name) =>
                {
                    trackDomain!.ServerNames.Enqueue(name ?? "");
                    return certificate;
                };
            });
        }));
        trackDomain = new KestrelTrackDomain(builder.Build());
        trackDomain._app.Run(trackDomain.ServeAsync);
        await trackDomain._app.StartAsync();
        trackDomain.Port = new Uri(
            trackDomain._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return trackDomain;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Protocol} {context.Request.Host}");
        context.Response.ContentType = "image/gif";
        await context.Response.Body.WriteAsync(TrackDomainResponses.Gif);
    }
}
