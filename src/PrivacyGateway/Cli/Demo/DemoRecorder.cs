using System.IO;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Cli.Demo;

/// <summary>Shows on the demo page what the browser sent and what left. Only the demo keeps values; the gateway never does.</summary>
internal sealed class DemoRecorder(StandInTrackDomain trackDomain) : IDisposable
{
    private const int Remembered = 50;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly LinkedList<object> _hits = [];
    private int _count;

    public void AddTo(WebApplication app)
    {
        app.Use(RecordAsync);
        app.MapWhen(static context => context.Request.Path == "/demo", page => page.Run(static context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(DemoResource.Read("demo.html"));
        }));
        app.MapWhen(static context => context.Request.Path == "/demo/hits", hits => hits.Run(context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            lock (_hits)
                return context.Response.WriteAsJsonAsync(_hits.ToArray());
        }));
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/demo", StringComparison.Ordinal) || context.Request.Path == "/favicon.ico")
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
            await next(context);
            Remember(sent, trackDomain.After(count), context);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

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
                Lines = LineDifference.Of(sent.Lines, left?.Lines ?? []).Select(line => new { Sign = line.Sign.ToString(), line.Line }),
                Left = left is not null,
                context.Response.StatusCode,
                SetCookies = context.Response.Headers.SetCookie.ToArray(),
            });
            if (_hits.Count > Remembered)
                _hits.RemoveLast();
        }
    }
}
