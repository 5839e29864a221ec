using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Cli.Demo;

/// <summary>Keeps what the browser sent and what the track domain received. Only the demo keeps values; the gateway never does.</summary>
internal sealed class DemoRecorder(StandInTrackDomain trackDomain, DemoPolicies policies) : IDisposable
{
    private const int Remembered = 50;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly LinkedList<Exchange> _exchanges = [];
    private int _count;

    public void Dispose() => _oneAtATime.Dispose();

    public async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        // One hit at a time, so that what arrives meanwhile is this one.
        await _oneAtATime.WaitAsync(context.RequestAborted);
        try
        {
            var sent = await ReadAsync(context);
            var count = trackDomain.Count;
            var host = DemoPolicies.HostFor(context.Request.Host.Host, sent.Target);
            context.Request.Host = new HostString(host);
            await next(context);
            if (DemoPolicies.IsRecorded(sent) && policies.Explain(sent, host, context.Connection.RemoteIpAddress) is { } explanation)
                Remember(sent, trackDomain.After(count), explanation, context);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The hits after this number, the newest first.</summary>
    public string Describe(int after, HttpContext context)
    {
        var cookies = HeadersOf(context);
        lock (_exchanges)
        {
            return new JsonArray([.. _exchanges.Where(exchange => exchange.Number > after)
                .Select(exchange => ExchangeJson.Describe(exchange, policies.StrictOf(exchange.Explanation.Policy!), cookies))])
                .ToJsonString(Relaxed);
        }
    }

    private static async Task<Arrival> ReadAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.Position = 0;
        context.Request.Body = body;
        return new Arrival(context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, HeadersOf(context),
            body.ToArray());
    }

    private static HeaderLine[] HeadersOf(HttpContext context) =>
        [.. context.Request.Headers.SelectMany(static header => header.Value.Select(value => new HeaderLine(header.Key, value ?? "")))];

    private void Remember(Arrival sent, Arrival? received, Explanation explanation, HttpContext context)
    {
        lock (_exchanges)
        {
            _exchanges.AddFirst(new Exchange(
                ++_count,
                TimeProvider.System.GetUtcNow(),
                sent,
                received,
                explanation,
                context.Response.StatusCode,
                [.. context.Response.Headers.SetCookie.Select(static line => line ?? "")]));
            if (_exchanges.Count > Remembered)
                _exchanges.RemoveLast();
        }
    }
}
