using Microsoft.AspNetCore.Http;
using PrivacyGateway.Configuration;
using PrivacyGateway.Endpoints.Pages;
using PrivacyGateway.Endpoints.Preview;
using PrivacyGateway.Inspection.Preview;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints.State;

/// <summary>Makes the link that opens a preview, and ends the preview that runs.</summary>
internal sealed class PreviewForms(Previews previews, CurrentPolicies snapshot)
{
    public const string LinkAction = "/preview/link";
    public const string EndAction = "/preview/end";
    public const string HostField = "host";

    private const int LongestField = 300;

    public async Task CreateLinkAsync(HttpContext context)
    {
        if (await StateForms.ReadAsync(context, LongestField) is not { } fields)
            return;

        var config = snapshot.Current.Config;
        var host = new HostString(fields.GetValueOrDefault(HostField, "").Trim());
        if (!config.Preview.Enabled || Uri.CheckHostName(host.Host) == UriHostNameType.Unknown || config.FindPolicyRoute(host.Host) is null)
        {
            var reason = config.Preview.Enabled
                ? "No route with a policy serves this host. Write one of the public hosts, with its port if it is not 443."
                : "The preview is off: PrivacyGateway.Preview.enabled is false.";
            await PageHeaders.WriteAsync(context, Write("No link was made", reason, null), StatusCodes.Status400BadRequest);
            return;
        }

        var page = $"{SchemeOf(host, config)}://{host.ToUriComponent()}{config.ReservedPath}{PreviewEndpoints.Folder}open";
        var url = $"{page}?{StateForms.TokenField}={previews.CreateLink(DomainName.OfRequest(host.Host))}";
        await PageHeaders.WriteAsync(context, Write("Open this link in the browser to preview",
            "It works once, within five minutes, and starts the preview of the browser in which it is opened. A preview that runs is ended "
                + "then.", url));
    }

    public async Task EndAsync(HttpContext context)
    {
        if (await StateForms.ReadAsync(context, LongestField) is null)
            return;

        previews.End("on the state page");
        PageHeaders.Set(context.Response);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/#preview";
        context.Response.ContentLength = 0;
    }

    /// <summary>Browsers take the preview's cookie over TLS alone, but for names of the machine itself.</summary>
    private static string SchemeOf(HostString host, GatewayConfig config) =>
        (host.Host is "localhost" or "127.0.0.1" || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            && !config.Kestrel.Endpoints.Any(static endpoint => endpoint.IsHttps) ? "http" : "https";

    private static string Write(string heading, string text, string? url)
    {
        var page = PageFrame.Open($"{heading} · privacy gateway", StatePage.Files, "state.js");
        page.Raw(
            "<header class=\"bar\">\n<p class=\"brand\"><img src=\"/assets/icon.svg\" alt=\"\" width=\"28\" height=\"28\">Privacy "
                + "gateway</p>\n<nav aria-label=\"Pages\"><a href=\"/\">State</a> <a href=\"/try\">Try it</a></nav>\n</header>\n<main "
                + "id=\"main\" class=\"narrow\">\n<section>\n")
            .Element("h1", heading).Element("p", text);
        if (url is not null)
            page.Raw("\n<p class=\"link\">").Open("a", ("id", "link"), ("href", url), ("rel", "noreferrer")).Text(url).Raw("</a></p>");
        return PageFrame.Close(page.Raw("\n<p><a href=\"/#preview\">Back to the state page</a></p>\n</section>\n</main>\n"));
    }
}
