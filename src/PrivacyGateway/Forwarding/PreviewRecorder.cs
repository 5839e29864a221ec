using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Preview;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Shows the hits of the browser that is previewed, after each was served: a preview neither delays a response nor changes one.
/// </summary>
internal sealed partial class PreviewRecorder(Previews previews, ILogger<PreviewRecorder> logger)
{
    /// <summary>The session of the browser that sent these cookies; null if none is previewed.</summary>
    public PreviewSession? Find(Hit hit) =>
        hit.Kind != HitKind.Unknown && previews.Current is { } session && session.Shows(hit.Cookies) ? session : null;

    /// <param name="context">The request.</param>
    /// <param name="feature">The gateway's data about it.</param>
    /// <param name="session">Its browser's session.</param>
    /// <param name="served">Completes when the response is written.</param>
    public async Task ShowAsync(HttpContext context, HitFeature feature, PreviewSession session, Task served)
    {
        await served;
        try
        {
            var view = HitViews.Create(feature.Hit, feature.Route, feature.Policy, feature.Rewritten, context.Request.Host.Value ?? "");
            session.Add(view with { Response = ResponseOf(context, feature) });
        }
        catch (Exception exception)
        {
            // The hit was served; a text that quotes it must not reach the log.
            Log.NotShown(logger, exception.GetType().Name);
        }
    }

    private static ResponseView ResponseOf(HttpContext context, HitFeature feature)
    {
        string[] sent = [.. context.Response.Headers.SetCookie.OfType<string>().Select(NameOf)];
        string[] expired = [.. feature.Policy.CreateResponseCookies(feature.Hit, feature.Rewritten)
            .Select(static line => NameOf(line.Value)).Distinct(StringComparer.Ordinal)];
        var received = (feature.Result.Response?.Headers ?? []).Where(static header => header.Is("Set-Cookie")).Select(
            static header => NameOf(header.Value));
        return new ResponseView(
            context.Response.StatusCode,
            feature.Outcome ?? "served",
            [.. received.Except(sent, StringComparer.Ordinal)],
            [.. sent.Except(expired, StringComparer.Ordinal)],
            expired);
    }

    private static string NameOf(string setCookie) => WireText.Show(new SetCookie(setCookie).Name.ToString());

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Warning, "A hit of the previewed browser was served but cannot be shown ({Exception}). Please report this.")]
        public static partial void NotShown(ILogger logger, string exception);
    }
}
