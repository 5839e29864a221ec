using Microsoft.AspNetCore.Http;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Forwarding;

/// <summary>Answers what no route serves: 404 on a host of ours, 421 on any other. Nothing goes upstream.</summary>
internal static class UnservedEndpoint
{
    public static Task AnswerAsync(HttpContext context, SnapshotInForce snapshot)
    {
        context.Response.StatusCode = snapshot.Current.Config.FindRoute(context.Request.Host.Host) is null
            ? StatusCodes.Status421MisdirectedRequest
            : StatusCodes.Status404NotFound;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
