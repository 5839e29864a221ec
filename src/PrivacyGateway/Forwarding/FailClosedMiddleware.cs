using System.IO;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Whatever goes wrong in the gateway: the request ends here, nothing is forwarded, and the log gets the kind of error only,
/// because an exception's text may quote what the browser sent. Every response is counted here: around it nothing answers, and no second
/// frame around each request has to be paid for.
/// </summary>
internal sealed partial class FailClosedMiddleware(RequestDelegate next, GatewayMetrics metrics, TimeProvider time, ILogger<FailClosedMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        AnsweredBy? failedBy = null;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception)
        {
            failedBy = AnsweredBy.ForBadRequest(exception.StatusCode);
            Answer(context, exception.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser went away; there is nobody to answer.
        }
        catch (IOException)
        {
            // The browser broke off in the middle of its body, or broke the rules of the protocol there.
            failedBy = AnsweredBy.Guard;
            Answer(context, StatusCodes.Status400BadRequest);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception.GetType().Name);
            failedBy = AnsweredBy.Gateway;
            Answer(context, StatusCodes.Status502BadGateway);
        }
        finally
        {
            RequestCount.Add(context, failedBy, time.GetElapsedTime(start), metrics);
        }
    }

    private static void Answer(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A request failed in the gateway ({Exception}); nothing was forwarded. Please report this.")]
        public static partial void Failed(ILogger logger, string exception);
    }
}
