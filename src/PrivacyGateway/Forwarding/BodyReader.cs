using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Forwarding;

/// <summary>Reads a whole body, within the policy's limit and the budget that all requests share.</summary>
internal sealed class BodyReader(BufferBudget budget)
{
    private const int FirstBlock = 4096;

    /// <summary>Gives back what a request took from the budget.</summary>
    public void Return(BodyReading reading) => budget.Return(reading.Reserved);

    public async Task<BodyReading> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
            return BodyReading.TooLarge;
        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0 && HttpProtocol.IsHttp11(request.Protocol))
            return BodyReading.Empty;

        var most = (int)(request.ContentLength ?? limit);
        var body = Array.Empty<byte>();
        var (length, reserved) = (0, 0);
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
                var size = read.Buffer.Length;
                if (size > limit - length)
                    return Refuse(BodyReading.TooLarge, reserved, request, read);

                // Doubles up to what was announced, so that a client cannot reserve what it does not send.
                var needed = length + (int)size;
                if (needed > body.Length)
                {
                    var capacity = Math.Min(most, Math.Max(needed, Math.Max(FirstBlock, body.Length * 2)));
                    if (!budget.TryTake(capacity - reserved))
                        return Refuse(BodyReading.OverBudget, reserved, request, read);
                    reserved = capacity;
                    Array.Resize(ref body, capacity);
                }

                read.Buffer.CopyTo(body.AsSpan(length));
                length = needed;
                request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return new BodyReading(body.AsMemory(0, length), reserved);
            }
        }
        catch (BadHttpRequestException exception)
        {
            // Garbled chunks, or bytes that come too slowly: the client's doing, nothing to log.
            budget.Return(reserved);
            return new BodyReading(default, 0, exception.StatusCode);
        }
        catch
        {
            // The client has gone.
            budget.Return(reserved);
            throw;
        }
    }

    /// <summary>What was read is let go of first, or Kestrel could not drain the rest.</summary>
    private BodyReading Refuse(BodyReading refusal, int reserved, HttpRequest request, ReadResult read)
    {
        request.BodyReader.AdvanceTo(read.Buffer.End);
        budget.Return(reserved);
        return refusal;
    }
}
