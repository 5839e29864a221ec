using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Endpoints.Pages;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Preview;

namespace PrivacyGateway.Endpoints.Preview;

/// <summary>
/// The preview's pages below the reserved path of a public host, only where the configuration allows them: a link is confirmed by POST and
/// used up, then the browser's own cookie shows that browser its own hits.
/// </summary>
internal sealed class PreviewEndpoints(Previews previews, PreviewEvents events, GatewayMetrics metrics)
{
    public const string Folder = "preview/";

    private const string FilesFolder = "files/";
    private const string TokenField = "token";
    private const int LongestName = 64;
    private const int LongestField = 256;

    /// <param name="context">A request to a host with a policy.</param>
    /// <param name="resource">The path below <see cref="Folder"/>.</param>
    public Task ServeAsync(HttpContext context, string resource)
    {
        var request = context.Request;
        PageHeaders.Set(context.Response);
        return (request.Method, resource) switch
        {
            ("GET" or "HEAD", _) when resource.StartsWith(FilesFolder, StringComparison.Ordinal) =>
                PageFiles.ServeAsync(context, resource[FilesFolder.Length..]),
            ("GET", "") => ShowAsync(context),
            ("GET", "open") => AskAsync(context),
            ("GET", "ended") => PageHeaders.WriteAsync(context, PreviewPage.Ended()),
            ("GET", "events") => SendEventsAsync(context),
            ("POST", "open" or "end") when !SameOrigin.IsProven(request) => RefuseForeignAsync(context),
            ("POST", "open") => OpenAsync(context),
            ("POST", "end") => EndAsync(context),
            (_, "" or "open" or "events" or "end" or "ended") => Fail(context, StatusCodes.Status405MethodNotAllowed),
            _ => Fail(context, StatusCodes.Status404NotFound),
        };
    }

    /// <summary>Opening a link changes nothing, so that a program that fetches links in advance does not use one up.</summary>
    private Task AskAsync(HttpContext context)
    {
        var token = OnlyField(context, TokenField);
        var host = HostOf(context.Request);
        return previews.Holds(token, host)
            ? PageHeaders.WriteAsync(context, PreviewPage.Confirm(host, token))
            : PageHeaders.WriteAsync(context, PreviewPage.InvalidLink(), StatusCodes.Status410Gone);
    }

    private async Task OpenAsync(HttpContext context)
    {
        var fields = await SmallForm.ReadAsync(context.Request, LongestName, LongestField);
        if (fields is null || previews.Open(fields.GetValueOrDefault(TokenField, ""), HostOf(context.Request)) is not { } session)
        {
            await PageHeaders.WriteAsync(context, PreviewPage.InvalidLink(), StatusCodes.Status410Gone);
            return;
        }

        // SameSite=None: the hits of a page of another site belong to this browser too. No other cookie, and no decision, depends on it.
        SetCookie(context, session.Cookie, (long)Previews.SessionLife.TotalSeconds);
        LeadTo(context, "./");
    }

    private Task ShowAsync(HttpContext context) => SameOrigin.MayNavigate(context.Request) && Find(context.Request) is { } session
        ? PageHeaders.WriteAsync(context, PreviewPage.Show(session))
        : PageHeaders.WriteAsync(context, PreviewPage.None(), StatusCodes.Status403Forbidden);

    private Task SendEventsAsync(HttpContext context)
    {
        if (!SameOrigin.MayFetch(context.Request))
            return RefuseForeignAsync(context);

        // 204 tells the page's script not to ask again.
        return Find(context.Request) is { } session ? events.SendAsync(context, session) : Fail(context, StatusCodes.Status204NoContent);
    }

    private Task EndAsync(HttpContext context)
    {
        if (Find(context.Request) is not null)
            previews.End("by the browser");
        SetCookie(context, "", 0);
        LeadTo(context, "ended");
        return Task.CompletedTask;
    }

    /// <summary>The value of a target's only query field; empty if it has another one.</summary>
    public static string OnlyField(HttpContext context, string name) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2) is [_, var query]
            && query.StartsWith($"{name}=", StringComparison.Ordinal) ? query[(name.Length + 1)..] : "";

    private PreviewSession? Find(HttpRequest request) =>
        previews.Current is { } session && session.Host.Equals(HostOf(request), StringComparison.OrdinalIgnoreCase)
            && session.Shows(new CookieLines([.. request.Headers.Cookie.Select(static line => new HeaderLine("Cookie", line ?? ""))]))
                ? session : null;

    /// <summary>In ASCII, as links hold it.</summary>
    private static string HostOf(HttpRequest request) => DomainName.OfRequest(request.Host.Host);

    private Task RefuseForeignAsync(HttpContext context)
    {
        metrics.Refused(RefusalReasons.ForeignOrigin);
        return Fail(context, StatusCodes.Status403Forbidden);
    }

    private static void SetCookie(HttpContext context, string value, long seconds) =>
        context.Response.Headers.SetCookie = FormattableString.Invariant(
            $"{PreviewCookie.Name}={value}; Max-Age={seconds}; Path=/; Secure; HttpOnly; SameSite=None");

    private static void LeadTo(HttpContext context, string page)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = page;
        context.Response.ContentLength = 0;
    }

    private static Task Fail(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
            context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
