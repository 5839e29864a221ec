using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Endpoints.Pages;

/// <summary>The style sheets, scripts and pictures of the gateway's own pages, which are part of the program.</summary>
internal static class PageFiles
{
    private const string Prefix = "PrivacyGateway.Endpoints.Pages.";

    private static readonly FrozenDictionary<string, (string Type, byte[] Bytes)> Files = new (string Name, string Type)[]
    {
        ("page.css", "text/css; charset=utf-8"),
        ("state.js", "text/javascript; charset=utf-8"),
        ("preview.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(static file => file.Name, static file => (file.Type, Read(file.Name)), StringComparer.Ordinal);

    /// <summary>Serves a file by its name, or 404.</summary>
    public static Task ServeAsync(HttpContext context, string name)
    {
        var response = context.Response;
        PageHeaders.Set(response);
        if (!Files.TryGetValue(name, out var file))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        response.ContentType = file.Type;
        response.ContentLength = file.Bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask : response.Body.WriteAsync(file.Bytes, context.RequestAborted).AsTask();
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(Prefix + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
