using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Forwarding;

/// <summary>Reads a whole body within the policy's size limit, the memory budget of all requests, and a timeout.</summary>
internal static class BodyReader
{
    /// <summary>The timeout of a body of any size.</summary>
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(30);

    /// <summary>Extends the timeout for larger limits, at the upload rate of a phone.</summary>
    private const int BytesPerSecond = 64 * 1024;

    /// <summary>On HTTP/2, Content-Length: 0 without END_STREAM may still be followed by DATA.</summary>
    public static bool CanHaveBody(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody;

    /// <summary>The timeout of a body with this size limit.</summary>
    public static TimeSpan Deadline(int limit) => LeastTime + TimeSpan.FromSeconds(limit / BytesPerSecond);

    /// <returns>Null if the body was read; otherwise the reason for the refusal, one of <see cref="RefusalReasons"/>.</returns>
    public static async Task<string?> ReadAsync(HttpRequest request, BudgetedBuffer body)
    {
        if (request.ContentLength is { } announced && !body.CanHold(announced))
            return RefusalReasons.BodyTooLarge;

        body.BeginArrival(request.BodyReader.CancelPendingRead, request.HttpContext.Connection.RemoteIpAddress);
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
                var fits = !read.IsCanceled && body.TryAppend(read.Buffer);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                if (!fits || read.IsCompleted)
                    return body.EndArrival() ?? (fits ? null : body.Refusal == StatusCodes.Status413PayloadTooLarge
                        ? RefusalReasons.BodyTooLarge : RefusalReasons.BuffersFull);
            }
        }
        finally
        {
            body.EndArrival();
        }
    }
}
