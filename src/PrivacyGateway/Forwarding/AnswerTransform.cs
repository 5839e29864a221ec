using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Transforms;

namespace PrivacyGateway.Forwarding;

/// <summary>The answer to a file or an opt-out: its head is rewritten, its body streams through YARP unless it is replaced.</summary>
internal sealed class AnswerTransform(AnswerWriter answers) : ResponseTransform
{
    public override async ValueTask ApplyAsync(ResponseTransformContext context)
    {
        // Without an answer there is nothing to build; the middleware speaks then.
        if (context.ProxyResponse is not { } response)
            return;

        var http = context.HttpContext;
        if (answers.WriteHead(http, http.Features.GetRequiredFeature<HitFeature>(), AnswerMessage.LinesOf(response)) is not { } own)
            return;
        context.SuppressResponseBody = true;
        await OwnAnswerWriter.WriteAsync(http.Response, own);
    }
}
