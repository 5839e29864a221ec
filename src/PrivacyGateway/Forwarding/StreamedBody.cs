using System.Buffers;
using System.IO;
using System.Net.Http;
using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Copies the body of a file or an opt-out call to the client. A truncated body
/// aborts the request, so that the client does not accept half a file as complete.
/// </summary>
internal static class StreamedBody
{
    private const int BlockLength = 64 * 1024;

    /// <summary>YARP's default for <c>HttpRequest.ActivityTimeout</c>.</summary>
    private static readonly TimeSpan DefaultActivityTimeout = TimeSpan.FromSeconds(100);

    public static async Task CopyAsync(HttpResponseMessage from, HttpContext http)
    {
        var timeout = http.GetReverseProxyFeature().Cluster.Config.HttpRequest?.ActivityTimeout ?? DefaultActivityTimeout;
        using var inactive = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            using var stream = await from.Content.ReadAsStreamAsync(inactive.Token);
            while (true)
            {
                inactive.CancelAfter(timeout);
                var length = await stream.ReadAsync(block, inactive.Token);
                if (length == 0)
                    return;
                await http.Response.Body.WriteAsync(block.AsMemory(0, length), inactive.Token);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            http.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
