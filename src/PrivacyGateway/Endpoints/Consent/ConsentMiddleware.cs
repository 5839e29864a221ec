using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Endpoints.Preview;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>
/// Serves the consent endpoints below the reserved path on every public host, and the preview's pages if the configuration allows them.
/// They do with <c>Set-Cookie</c> what <c>wtSmart.utils.optout</c> does by script. Requests below the reserved path are never forwarded.
/// </summary>
internal sealed class ConsentMiddleware(
    RequestDelegate next, CurrentPolicies snapshot, PreviewEndpoints preview, GatewayMetrics metrics, TimeProvider time)
{
    private const string AnonymousCookie = "anonymous-cookie";
    private const string OptOut = "opt-out";
    private const string State = "state";
    private const string Script = "optout.js";

    public Task InvokeAsync(HttpContext context)
    {
        var (path, current) = (context.Request.Path.Value ?? "", snapshot.Current);
        var config = current.Config;
        if (!config.IsReserved(path))
            return next(context);
        if (config.FindPolicyRoute(context.Request.Host.Host) is not { } route || current.Find(route.Policy) is not { } policy)
            return ConsentResponse.FailAsync(
                context.Response, StatusCodes.Status421MisdirectedRequest, "The gateway has no policy for this host.");
        var resource = path[config.ReservedPath.Length..];
        return config.Preview.Enabled && resource.StartsWith(PreviewEndpoints.Folder, StringComparison.Ordinal)
            ? preview.ServeAsync(context, resource[PreviewEndpoints.Folder.Length..])
            : ServeAsync(context, policy, resource);
    }

    private Task ServeAsync(HttpContext context, Policy policy, string resource)
    {
        var (request, response) = (context.Request, context.Response);
        var allowed = resource switch
        {
            State => "GET",
            Script => "GET, HEAD",
            AnonymousCookie when policy.Config.UserIdentification.EnableAnonymousFunction => "POST, DELETE",
            OptOut when policy.Config.OptOutCookies.Count > 0 => "POST, DELETE",
            _ => null,
        };
        if (allowed is null)
            return ConsentResponse.FailAsync(response, StatusCodes.Status404NotFound, "There is no such resource.");
        if (!HttpMethods.IsOptions(request.Method) && !allowed.Split(", ").Contains(request.Method, StringComparer.Ordinal))
        {
            response.Headers.Allow = allowed;
            return ConsentResponse.FailAsync(response, StatusCodes.Status405MethodNotAllowed, $"This resource allows {allowed}.");
        }

        // The script is the same for all visitors and contains no visitor data.
        if (resource == Script && !HttpMethods.IsOptions(request.Method))
            return ConsentResponse.ScriptAsync(response, OptOutScript.Create(policy));

        if (!OriginCheck.Admit(context, policy.Config.AllowedOrigins))
        {
            metrics.Refused(RefusalReasons.ForeignOrigin);
            return ConsentResponse.FailAsync(response, StatusCodes.Status403Forbidden,
                "Only pages of the policy's allowedOrigins may use this resource. Nothing was changed.");
        }

        if (HttpMethods.IsOptions(request.Method))
            return ConsentResponse.PreflightAsync(response);
        var visitor = ReadVisitor(context);
        return resource == State
            ? ConsentResponse.WriteAsync(response, ConsentState.From(policy, visitor))
            : ChangeAsync(context, policy, visitor, isOptOut: resource == OptOut);
    }

    private async Task ChangeAsync(HttpContext context, Policy policy, Hit visitor, bool isOptOut)
    {
        var (request, response) = (context.Request, context.Response);
        if (await ConsentForm.ReadAsync(request) is not { } fields)
        {
            await ConsentResponse.FailAsync(
                response, StatusCodes.Status415UnsupportedMediaType, "The body is not a small form (application/x-www-form-urlencoded).");
            return;
        }

        if (ConsentForm.Parse(fields, isOptOut ? ["set", "delete"] : ["set", "delete", "refresh"], out var problem) is not { } form)
        {
            await ConsentResponse.FailAsync(response, StatusCodes.Status400BadRequest, problem);
            return;
        }

        if (form.Redirect is { } target && !RedirectTarget.IsAllowed(target, policy.Config.OptOutRedirects))
        {
            await ConsentResponse.FailAsync(
                response, StatusCodes.Status400BadRequest, "redirect must be one of the policy's optOutRedirects. Nothing was changed.");
            return;
        }

        var action = HttpMethods.IsDelete(request.Method) ? "delete" : form.Action;
        var change = isOptOut ? ConsentChange.ChangeOptOut(policy, visitor, action, form.Minutes) : ConsentChange.ChangeAnonymousCookie(
            policy, visitor, action, form.Minutes);
        foreach (var line in change.Cookies)
            response.Headers.Append(line.Name, line.Value);
        metrics.ConsentChange(policy.Name, $"{(isOptOut ? OptOut : AnonymousCookie)}-{action}");
        await (form.Redirect is null
            ? ConsentResponse.WriteAsync(response, change.Body) : ConsentResponse.RedirectAsync(response, form.Redirect));
    }

    /// <summary>Converts the request to a hit for the signals, although it is not a hit.</summary>
    private Hit ReadVisitor(HttpContext context)
    {
        var headers = context.Request.Headers.SelectMany(header => header.Value.Select(value => new HeaderLine(header.Key, value ?? "")));
        var target = HitTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return new Hit("GET", HitKind.Unknown, target, [.. headers], ReadOnlyMemory<byte>.Empty) { ReceivedAt = time.GetUtcNow() };
    }
}
