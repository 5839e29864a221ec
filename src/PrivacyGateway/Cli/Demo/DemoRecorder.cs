using System.IO;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Hits;
using PrivacyGateway.Hosting;

namespace PrivacyGateway.Cli.Demo;

/// <summary>Shows on the demo page what the browser sent and what left. Only the demo keeps values; the gateway never does.</summary>
internal sealed class DemoRecorder(StandInTrackDomain trackDomain) : IDisposable
{
    private const string Page = "/demo";
    private const string LocalName = "localhost";
    private const int Remembered = 50;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly LinkedList<object> _hits = [];
    private int _count;

    public void AddTo(WebApplication app) => app.UseWhen(
        static context => !AdminListener.IsOn(context) && IsLocal(context.Request.Host.Host),
        demo =>
        {
            demo.MapWhen(static context => context.Request.Path == "/", root => root.Run(static context =>
            {
                context.Response.Redirect(Page);
                return Task.CompletedTask;
            }));
            demo.MapWhen(static context => context.Request.Path == Page, page => page.Run(static context =>
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                return context.Response.WriteAsync(DemoResource.Read("demo.html"));
            }));
            demo.MapWhen(static context => context.Request.Path == $"{Page}/hits", hits => hits.Run(context =>
            {
                context.Response.Headers.CacheControl = "no-store";
                lock (_hits)
                    return context.Response.WriteAsJsonAsync(_hits.ToArray());
            }));
            demo.Use(RecordAsync);
        });

    public void Dispose() => _oneAtATime.Dispose();

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == "/favicon.ico")
        {
            await next(context);
            return;
        }

        // One hit at a time, so that what arrives meanwhile is this one.
        await _oneAtATime.WaitAsync(context.RequestAborted);
        try
        {
            var sent = await ReadAsync(context);
            var count = trackDomain.Count;

            // The demo's routes know this machine by its name only: no route can name an IPv6 address.
            if (IsAddress(context.Request.Host.Host))
                context.Request.Host = new HostString(LocalName);
            await next(context);
            Remember(sent, trackDomain.After(count), context);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>
    /// No other name, or a site whose name leads to this machine could read the page's record, and with it the cookies of everything else
    /// that is developed on this machine.
    /// </summary>
    private static bool IsLocal(string host) =>
        IsAddress(host) || host.Equals(LocalName, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{LocalName}", StringComparison.OrdinalIgnoreCase);

    private static bool IsAddress(string host) => IPAddress.TryParse(host, out _);

    private static async Task<Arrival> ReadAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.Position = 0;
        context.Request.Body = body;
        var headers = context.Request.Headers.SelectMany(header => header.Value.Select(value => new HeaderLine(header.Key, value ?? ""))).ToArray();
        return new Arrival(context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, headers, body.ToArray());
    }

    private void Remember(Arrival sent, Arrival? left, HttpContext context)
    {
        lock (_hits)
        {
            _hits.AddFirst(new
            {
                Number = ++_count,
                Lines = LineDifference.Of(sent.Lines, left?.Lines ?? []).Select(line => new
                {
                    Sign = line.Sign.ToString(),
                    line.Line,
                    Note = line.Sign != LineDifference.Stripped && MailAddress.IsIn(line.Line) ? MailAddress.Note : "",
                }),
                Left = left is not null,
                context.Response.StatusCode,
                SetCookies = context.Response.Headers.SetCookie.ToArray(),
            });
            if (_hits.Count > Remembered)
                _hits.RemoveLast();
        }
    }
}
