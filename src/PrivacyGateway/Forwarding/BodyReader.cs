using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Forwarding;

/// <summary>Reads a whole body, within the policy's limit and the budget that all requests share.</summary>
internal static class BodyReader
{
    /// <returns>False if it was refused; <see cref="BudgetedBuffer.Refusal"/> says why.</returns>
    public static async Task<bool> TryReadAsync(HttpRequest request, BudgetedBuffer body)
    {
        if (!HasBody(request))
            return true;
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

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0 || (request.ContentLength is null && !HttpProtocol.IsHttp11(request.Protocol) && !HttpProtocol.IsHttp10(request.Protocol));
}
