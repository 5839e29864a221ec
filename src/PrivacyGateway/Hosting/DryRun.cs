using System.IO;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Endpoints;
using PrivacyGateway.Endpoints.Consent;
using PrivacyGateway.Endpoints.Preview;
using PrivacyGateway.Forwarding.Pipeline;
using PrivacyGateway.Forwarding.Synthetic;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Inspection.Preview;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Runs a request through the server's limits, the gateway's guards, routing and the policy, in the order of the running gateway.
/// It opens no connection and applies no rate or concurrency limit; it counts, writes and sends nothing.
/// </summary>
internal sealed class DryRun : IAsyncDisposable
{
    private readonly TrialPipeline _pipeline;
    private readonly GatewayConfig _config;
    private readonly KestrelServerLimits _limits;

    private DryRun(TrialPipeline pipeline, CheckedConfig config)
    {
        (_pipeline, _config) = (pipeline, config.Gateway);
        _limits = KestrelLimits.Read(ConfigLoader.BuildConfiguration(config.Json));
    }

    public static DryRun Build(CheckedConfig config)
    {
        var policies = new PolicySnapshot(config.Gateway);
        return new DryRun(
            TrialPipeline.Build(
                config.Routes,
                policies,
                services =>
                {
                    services.AddSingleton(TimeProvider.System);
                    services.AddSingleton(new CurrentPolicies(policies));
                    services.AddSingleton<UnheardMeters>();
                    services.AddSingleton(static services => new GatewayMetrics(services.GetRequiredService<UnheardMeters>()));
                    services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
                    services.AddSingleton<Previews>();
                    services.AddSingleton<PreviewEvents>();
                    services.AddSingleton<PreviewEndpoints>();
                },
                static app =>
                {
                    app.UseMiddleware<RequestGuardMiddleware>();
                    app.UseMiddleware<LoopGuardMiddleware>();
                    app.UseMiddleware<AcmeChallengeMiddleware>();
                    app.UseMiddleware<HttpsRedirectMiddleware>();
                    app.UseMiddleware<ConsentMiddleware>();
                }),
            config);
    }

    /// <summary>Creates the context of a request; the caller must add a <see cref="Judgement"/> as a feature.</summary>
    public static HttpContext CreateContext(
        string method, string scheme, string host, string target, IEnumerable<KeyValuePair<string, string>> headers, Stream body) =>
        RequestContext.Create(method, scheme, host, target, headers, body);

    /// <summary>Fills in the <see cref="Judgement"/> feature of <paramref name="context"/>.</summary>
    /// <param name="context">The request as Kestrel would pass it to the pipeline.</param>
    public async Task JudgeAsync(HttpContext context)
    {
        var judgement = context.Features.GetRequiredFeature<Judgement>();
        if (FindExceeded(context) is { } status)
        {
            (judgement.Status, judgement.ServedBy) = (status, ResponseSource.Limit.Name);
            return;
        }

        try
        {
            await _pipeline.RunAsync(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // As in the running gateway: fail closed.
            (judgement.Status, judgement.ServedBy, judgement.Reason) = (StatusCodes.Status500InternalServerError,
                ResponseSource.Gateway.Name, exception.GetBaseException().Message.ReplaceLineEndings(" "));
            return;
        }

        if (judgement.Route is null)
            Complete(judgement, context);
    }

    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();

    /// <summary>For a request that no route matched: a guard refused it, the gateway serves it, or it is not served.</summary>
    private void Complete(Judgement judgement, HttpContext context)
    {
        if (context.Features.Get<ResponseSource>() == ResponseSource.Guard)
        {
            judgement.ServedBy = ResponseSource.Guard.Name;
            judgement.Status = context.Response.StatusCode;
            judgement.Reason = judgement.Status == StatusCodes.Status508LoopDetected
                ? RefusalReasons.Loop : RequestGuardMiddleware.FindReason(context);
            return;
        }

        judgement.ServedBy = ResponseSource.Gateway.Name;
        judgement.Status = IsServed(context) ? context.Response.StatusCode
            : _config.FindRoute(context.Request.Host.Host) is null ? StatusCodes.Status421MisdirectedRequest
            : StatusCodes.Status404NotFound;
    }

    /// <summary>A 404 may also be ASP.NET Core's default at the end of the pipeline.</summary>
    private bool IsServed(HttpContext context) =>
        context.Response.StatusCode != StatusCodes.Status404NotFound || _config.IsServedHere(context.Request.Path.Value ?? "");

    /// <summary>The status with which Kestrel refuses an oversized request; null if it fits.</summary>
    private int? FindExceeded(HttpContext context)
    {
        const string Protocol = " HTTP/1.1\r\n";
        var request = context.Request;
        var line = request.Method.Length + 1 + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length
            + Protocol.Length;
        if (line > _limits.MaxRequestLineSize)
            return StatusCodes.Status414UriTooLong;

        var (count, bytes) = (0, 0);
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
                (count, bytes) = (count + 1, bytes + name.Length + (value?.Length ?? 0) + ": \r\n".Length);
        }

        return count > _limits.MaxRequestHeaderCount || bytes > _limits.MaxRequestHeadersTotalSize
            ? StatusCodes.Status431RequestHeaderFieldsTooLarge : null;
    }
}
