using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using PrivacyGateway.Endpoints.Pages;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Preview;

namespace PrivacyGateway.Endpoints.Preview;

/// <summary>Sends a session's hits to its page as server-sent events, each as the markup that the page shows.</summary>
internal sealed class PreviewEvents(IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Shorter than balancers wait for a silent response.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task SendAsync(HttpContext context, PreviewSession session)
    {
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        _ = int.TryParse(last.Length > 0 ? last : PreviewEndpoints.OnlyField(context, "behind"), NumberStyles.None,
            CultureInfo.InvariantCulture, out var behind);
        if (session.Watch(behind) is not { } viewer)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await context.Response.WriteAsync(": hits of this browser\n\n", stop.Token);
            await context.Response.Body.FlushAsync(stop.Token);
            while (await NextAsync(viewer, stop.Token) is { } message)
            {
                await context.Response.WriteAsync(message, stop.Token);
                await context.Response.Body.FlushAsync(stop.Token);
            }

            await context.Response.WriteAsync("event: end\ndata: \n\n", stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was closed, or the gateway stops.
        }
        finally
        {
            session.Leave(viewer);
        }
    }

    /// <summary>A hit or, after a silence, a comment; null once the session has ended.</summary>
    private async Task<string?> NextAsync(PreviewViewer viewer, CancellationToken stop)
    {
        using var silence = new CancellationTokenSource(Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, stop);
        try
        {
            return await viewer.Hits.WaitToReadAsync(either.Token) && viewer.Hits.TryRead(out var hit) ? Write(hit) : null;
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return ": still here\n\n";
        }
    }

    private static string Write(HitView hit)
    {
        var json = new JsonObject
        {
            ["number"] = hit.Number,
            ["now"] = PreviewPage.Now(new HtmlText(), hit).ToString(),
            ["hit"] = HitHtml.Write(new HtmlText(), hit, isOpen: false).ToString(),
        };
        return string.Create(CultureInfo.InvariantCulture, $"id: {hit.Number}\ndata: {json.ToJsonString(Options)}\n\n");
    }
}
