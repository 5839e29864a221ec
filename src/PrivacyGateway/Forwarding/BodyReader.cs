using System.Buffers;
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

        var body = Array.Empty<byte>();
        var (length, reserved) = (0, 0);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            var size = read.Buffer.Length;
            if (size > limit - length)
                return Refuse(BodyReading.TooLarge, reserved);

            // Doubles up to what was announced, so that a client cannot reserve what it does not send.
            var needed = length + (int)size;
            if (needed > body.Length)
            {
                var capacity = Math.Min(limit, Math.Max(needed, Math.Max(FirstBlock, body.Length * 2)));
                if (!budget.TryTake(capacity - reserved))
                    return Refuse(BodyReading.OverBudget, reserved);
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

    private BodyReading Refuse(BodyReading refusal, int reserved)
    {
        budget.Return(reserved);
        return refusal;
    }
}
