using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PrivacyGateway.Forwarding;

/// <summary>Reads a whole body, within the policy's limit and the budget that all requests share.</summary>
internal static class BodyReader
{
    /// <summary>Over HTTP/2 a length of nought does not tell: whoever has not ended the request may send more, and is refused for it only when that is read.</summary>
    public static bool CanHaveBody(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody;

    /// <returns>False if it was refused; <see cref="BudgetedBuffer.Refusal"/> says why.</returns>
    public static async Task<bool> TryReadAsync(HttpRequest request, BudgetedBuffer body)
    {
        if (request.ContentLength is { } announced && !body.CanHold(announced))
            return false;

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            var fits = body.TryAppend(read.Buffer);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (!fits)
                return false;
            if (read.IsCompleted)
                return true;
        }
    }
}
