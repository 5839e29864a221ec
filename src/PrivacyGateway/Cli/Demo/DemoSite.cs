using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Hosting.Descriptors;

namespace PrivacyGateway.Cli.Demo;

/// <summary>
/// The demo's page, its files and its record, in front of the gateway; everything else goes through the gateway and is recorded.
/// </summary>
internal sealed class DemoSite(DemoRecorder recorder)
{
    private const string Page = "/demo";
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action "
            + "'none'; frame-ancestors 'none'";

    private readonly string? _pixel = PixelFile.Find();

    public void AddTo(WebApplication app) => app.UseWhen(
        static context => !AdminListener.IsOn(context) && DemoPolicies.IsLocal(context.Request.Host.Host),
        demo =>
        {
            demo.MapWhen(static context => context.Request.Path == "/", root => root.Run(static context =>
            {
                context.Response.Redirect(Page);
                return Task.CompletedTask;
            }));
            Map(demo, Page, "text/html", _ => DemoResource.Read("demo.html")
                .Replace("{pixel}", _pixel is null ? "stand-in" : "real", StringComparison.Ordinal));
            Map(demo, $"{Page}/demo.css", "text/css", static _ => DemoResource.Read("demo.css"));
            foreach (var module in DemoResource.Modules)
                Map(demo, $"{Page}/{module}", "text/javascript", _ => DemoResource.Read(module));
            Map(demo, $"{Page}/pixel.js", "text/javascript", _ => _pixel ?? DemoResource.Read("stand-in-pixel.js"));
            Map(demo, $"{Page}/hits", "application/json", context => recorder.Describe(After(context), context));
            demo.UseWhen(static context => context.Request.Path != "/favicon.ico", hit => hit.Use(recorder.RecordAsync));
        });

    private static void Map(IApplicationBuilder demo, string path, string type, Func<HttpContext, string> write) => demo.MapWhen(
        context => context.Request.Path == path,
        page => page.Run(context =>
        {
            var headers = context.Response.Headers;
            headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            context.Response.ContentType = $"{type}; charset=utf-8";
            return context.Response.WriteAsync(write(context));
        }));

    /// <summary><c>?after=N</c>: the page knows the hits up to N. 0 for all.</summary>
    private static int After(HttpContext context)
    {
        const string Name = "?after=";
        var query = context.Features.GetRequiredFeature<IHttpRequestFeature>().QueryString;
        return query.StartsWith(Name, StringComparison.Ordinal)
            && int.TryParse(query.AsSpan(Name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : 0;
    }
}
