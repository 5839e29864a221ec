using System.Buffers;
using System.IO;
using System.Net;
using System.Net.Http;
using PrivacyGateway.Caching;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding.Scripts;

/// <summary>
/// Asks the track domain for a file, as for any hit: the last look and the patience are the same. Knows nothing of the browser's request,
/// which may be over before the answer is there.
/// </summary>
internal sealed class ScriptFetch(HttpMessageInvoker client, ForwarderRequestConfig? http, Destination destination, RewrittenHit hit, BufferBudget budget, int largest, TimeProvider time)
{
    private const int BlockLength = 16384;

    /// <summary>For the whole of a file; a browser waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<OriginAnswer> AskAsync(Validators? validators)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        var outgoing = new OutgoingHit(destination, hit) { Conditions = [.. Conditions(validators)] };
        using var request = new HttpRequestMessage
        {
            RequestUri = outgoing.Address,
            Version = ClusterVersion.Of(http),
            VersionPolicy = ClusterVersion.PolicyOf(http),
        };
        request.Options.Set(OutgoingHit.Key, outgoing);
        try
        {
            using var response = await client.SendAsync(request, patience.Token);
            return await ReadAsync(response, patience.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // Counted and told where it happened.
            return OriginAnswer.Failed;
        }
    }

    private static IEnumerable<HeaderLine> Conditions(Validators? validators)
    {
        if (validators?.Tag is { } tag)
            yield return new HeaderLine("If-None-Match", tag);
        if (validators?.ChangedAt is { } changedAt)
            yield return new HeaderLine("If-Modified-Since", changedAt);
    }

    private async Task<OriginAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Without a length or chunks half a file looks like a whole one.
        var hasEnd = response.Content.Headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true || response.Version.Major >= 2
            || response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified;
        if (!hasEnd || response.Content.Headers.ContentLength > largest)
            return OriginAnswer.NotForMemory;

        using var body = new BudgetedBuffer(budget, largest);
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            for (int length; (length = await stream.ReadAsync(block, cancellationToken)) > 0;)
            {
                if (!body.TryAppend(new ReadOnlySequence<byte>(block, 0, length)))
                    return body.Refusal == (int)HttpStatusCode.RequestEntityTooLarge ? OriginAnswer.NotForMemory : OriginAnswer.NoRoom;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return OriginAnswer.Of((int)response.StatusCode, ScriptFields.Of(AnswerMessage.LinesOf(response)), body.Bytes.ToArray());
    }
}
