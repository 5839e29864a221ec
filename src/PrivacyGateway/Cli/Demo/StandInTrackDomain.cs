using System.IO;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Cli.Demo;

/// <summary>
/// Behaves like the real track domain: serves its GIF, and sets its ever-id
/// and session cookies whether asked to or not. Remembers what arrived.
/// </summary>
internal sealed class StandInTrackDomain : IAsyncDisposable
{
    /// <summary>The real one's pixel: 43 bytes, one more than ours. (Protocol §1.6.)</summary>
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7AA==");

    /// <summary>The cookies that every response sets.</summary>
    public static IReadOnlyList<string> SetCookies { get; } =
    [
        "wteid_111111111111111=4260000000000000001; Max-Age=15552000; Path=/; Secure; HttpOnly",
        "wtsid_111111111111111=1; Path=/; Secure; HttpOnly",
    ];

    private readonly WebApplication _app;
    private readonly List<Arrival> _arrivals = [];

    private StandInTrackDomain(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public static async Task<StandInTrackDomain> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestLineSize = 40 * 1024;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        var standIn = new StandInTrackDomain(app);
        app.Run(standIn.ServeAsync);
        await app.StartAsync();
        standIn.Address =
            app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return standIn;
    }

    /// <summary>How many requests have arrived.</summary>
    public int Count
    {
        get
        {
            lock (_arrivals)
                return _arrivals.Count;
        }
    }

    /// <summary>The request that arrived after the first <paramref name="count"/>, or null.</summary>
    public Arrival? After(int count)
    {
        lock (_arrivals)
            return _arrivals.ElementAtOrDefault(count);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers =
            context.Request.Headers.SelectMany(header => header.Value.Select(value => new HeaderLine(header.Key, value ?? ""))).ToArray();
        lock (_arrivals)
            _arrivals.Add(new Arrival(
                context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, headers, body.ToArray()));

        foreach (var cookie in SetCookies)
            context.Response.Headers.Append("Set-Cookie", cookie);
        context.Response.ContentType = "image/gif";
        context.Response.Headers.ContentLength = Gif.Length;
        await context.Response.Body.WriteAsync(Gif);
    }
}
