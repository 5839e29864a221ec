using System.Buffers;
using System.IO;
using System.Net;
using System.Net.Http;
using PrivacyGateway.Caching;
using PrivacyGateway.Forwarding.Destinations;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Forwarding.Scripts;

/// <summary>
/// Fetches a file from the track domain with the guard and resilience pipeline of hits. It is independent of the browser's request, which
/// may end before the response arrives.
/// </summary>
internal sealed class ScriptFetch(
    ClusterDestinations destinations, Destination destination, RewrittenHit hit, BufferBudget budget, int largest, TimeProvider time)
{
    private const int BlockLength = 16384;

    /// <summary>For the whole file; a browser waits for it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public async Task<FetchedResponse> FetchAsync(Validators? validators)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        try
        {
            var result = await destinations.TrackDomain.SendAsync(
                destinations, destination, new OutgoingRequest(hit) { IsStreamed = true, Validators = [.. HeadersOf(validators)] },
                timeout.Token);
            using var response = result.Response;
            return response is null ? FetchedResponse.Failed : await ReadAsync(response, response.Stream!, timeout.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // The sender has counted and logged the failure.
            return FetchedResponse.Failed;
        }
    }

    private static IEnumerable<HeaderLine> HeadersOf(Validators? validators)
    {
        if (validators?.Tag is { } tag)
            yield return new HeaderLine("If-None-Match", tag);
        if (validators?.LastModified is { } changedAt)
            yield return new HeaderLine("If-Modified-Since", changedAt);
    }

    private async Task<FetchedResponse> ReadAsync(
        UpstreamResponse headers, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Without Content-Length or chunked framing a truncated file cannot be detected.
        var hasEnd = response.Content.Headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true
            || response.Version.Major >= 2
            || response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified;
        if (!hasEnd || response.Content.Headers.ContentLength > largest)
            return FetchedResponse.Uncacheable;

        using var body = new BudgetedBuffer(budget, largest);
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            for (int length; (length = await stream.ReadAsync(block, cancellationToken)) > 0;)
            {
                if (!body.TryAppend(new ReadOnlySequence<byte>(block, 0, length)))
                    return body.Refusal == (int)HttpStatusCode.RequestEntityTooLarge ? FetchedResponse.Uncacheable : FetchedResponse.NoRoom;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return FetchedResponse.Create(headers.Status, ScriptFields.From(headers.Headers), body.Bytes.ToArray());
    }
}
