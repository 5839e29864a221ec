using System.IO;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Ends a request at any exception: nothing is forwarded, and the log gets only the exception's type, because its message may quote the
/// request. It also counts each response, which saves a second middleware around each request.
/// </summary>
internal sealed partial class FailClosedMiddleware(
    RequestDelegate next, GatewayMetrics metrics, TimeProvider time, ILogger<FailClosedMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        ResponseSource? failedBy = null;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception)
        {
            failedBy = ResponseSource.ForBadRequest(exception.StatusCode);
            Respond(context, exception.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client disconnected; there is no response to send.
        }
        catch (IOException)
        {
            // The client closed the connection within the body, or violated the protocol there.
            failedBy = ResponseSource.Guard;
            Respond(context, StatusCodes.Status400BadRequest);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception.GetType().Name);
            failedBy = ResponseSource.Gateway;
            Respond(context, StatusCodes.Status502BadGateway);
        }
        finally
        {
            RequestCount.Add(context, failedBy, time.GetElapsedTime(start), metrics);
        }
    }

    private static void Respond(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        LocalResponseWriter.SetEmpty(context.Response, status);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A request failed in the gateway ({Exception}); nothing was forwarded. Please report this.")]
        public static partial void Failed(ILogger logger, string exception);
    }
}
