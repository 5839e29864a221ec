using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>
/// The reserved path on every public host: what <c>wtSmart.utils.optout</c> does by script, by header. Nothing below it is ever forwarded.
/// </summary>
internal sealed class ConsentMiddleware(RequestDelegate next, SnapshotInForce snapshot, GatewayMetrics metrics)
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
            return ConsentAnswer.FailAsync(context.Response, StatusCodes.Status421MisdirectedRequest, "This host is not served here under a policy.");
        return ServeAsync(context, policy, path[config.ReservedPath.Length..]);
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
            return ConsentAnswer.FailAsync(response, StatusCodes.Status404NotFound, "There is no such resource here.");
        if (!HttpMethods.IsOptions(request.Method) && !allowed.Split(", ").Contains(request.Method, StringComparer.Ordinal))
        {
            response.Headers.Allow = allowed;
            return ConsentAnswer.FailAsync(response, StatusCodes.Status405MethodNotAllowed, $"This resource knows {allowed}.");
        }

        // The script is the same for everybody and tells nothing about anybody.
        if (resource == Script && !HttpMethods.IsOptions(request.Method))
            return ConsentAnswer.ScriptAsync(response, OptOutScript.For(policy));

        if (!OriginCheck.Admit(context, policy.Config.AllowedOrigins))
        {
            metrics.Refused(RefusalReasons.ForeignOrigin);
            return ConsentAnswer.FailAsync(response, StatusCodes.Status403Forbidden, "Only pages of the policy's allowedOrigins may ask this. Nothing was changed.");
        }

        if (HttpMethods.IsOptions(request.Method))
            return ConsentAnswer.PreflightAsync(response);
        var visitor = Read(context);
        return resource == State
            ? ConsentAnswer.WriteAsync(response, ConsentState.Of(policy, visitor))
            : ChangeAsync(context, policy, visitor, isOptOut: resource == OptOut);
    }

    private async Task ChangeAsync(HttpContext context, Policy policy, Hit visitor, bool isOptOut)
    {
        var (request, response) = (context.Request, context.Response);
        if (await ConsentForm.ReadAsync(request) is not { } fields)
        {
            await ConsentAnswer.FailAsync(response, StatusCodes.Status415UnsupportedMediaType, "The body is not a small form (application/x-www-form-urlencoded).");
            return;
        }

        if (ConsentForm.Parse(fields, isOptOut ? ["set", "delete"] : ["set", "delete", "refresh"], out var problem) is not { } form)
        {
            await ConsentAnswer.FailAsync(response, StatusCodes.Status400BadRequest, problem);
            return;
        }

        if (form.Redirect is { } target && !RedirectTarget.IsAllowed(target, policy.Config.OptOutRedirects))
        {
            await ConsentAnswer.FailAsync(response, StatusCodes.Status400BadRequest, "redirect is none of the policy's optOutRedirects. Nothing was changed.");
            return;
        }

        var action = HttpMethods.IsDelete(request.Method) ? "delete" : form.Action;
        var change = isOptOut ? ConsentChange.OfOptOut(policy, visitor, action, form.Minutes) : ConsentChange.OfAnonymousCookie(policy, visitor, action, form.Minutes);
        foreach (var line in change.Cookies)
            response.Headers.Append(line.Name, line.Value);
        metrics.ConsentChange(policy.Name, $"{(isOptOut ? OptOut : AnonymousCookie)}-{action}");
        await (form.Redirect is null ? ConsentAnswer.WriteAsync(response, change.Answer) : ConsentAnswer.RedirectAsync(response, form.Redirect));
    }

    /// <summary>The visitor as the signals see one; the request itself is no hit.</summary>
    private static Hit Read(HttpContext context)
    {
        var headers = context.Request.Headers.SelectMany(header => header.Value.Select(value => new HeaderLine(header.Key, value ?? "")));
        var target = HitTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return new Hit("GET", HitKind.Unknown, target, [.. headers], ReadOnlyMemory<byte>.Empty);
    }
}
