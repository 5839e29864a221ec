using System.Net.Http;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Spooling;

/// <summary>Some hits that leave together, begun in their order, several at once. Once one gets no answer, no further one is begun.</summary>
internal sealed class ReplayBatch(IReadOnlyList<SpooledHit> hits, string destination, HttpMessageInvoker client)
{
    private readonly Lock _lock = new();
    private readonly List<SpooledHit> _delivered = [];
    private readonly List<SpooledHit> _rejected = [];
    private volatile bool _isBroken;
    private int _next = -1;

    /// <summary>Taken, or refused for good (4xx): they need not be sent again.</summary>
    public IReadOnlyList<SpooledHit> Delivered => _delivered;

    /// <summary>Answered with a server error.</summary>
    public IReadOnlyList<SpooledHit> Rejected => _rejected;

    /// <summary>Without an answer, or not begun.</summary>
    public IReadOnlyList<SpooledHit> Remaining => [.. hits.Except(_delivered).Except(_rejected)];

    /// <summary>Whether the track domain gave no answer at all.</summary>
    public bool IsBroken => _isBroken;

    public Task SendAsync(int connections, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Math.Min(connections, hits.Count)).Select(_ => WorkAsync(stop)));

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!_isBroken && !stop.IsCancellationRequested && Interlocked.Increment(ref _next) is var index && index < hits.Count)
            await SendAsync(hits[index], stop);
    }

    private async Task SendAsync(SpooledHit hit, CancellationToken stop)
    {
        var outgoing = new OutgoingHit(destination, hit.Hit, MustBeTaken: true);
        using var request = new HttpRequestMessage { Method = HttpMethod.Parse(hit.Hit.Method), RequestUri = outgoing.Address() };
        request.Options.Set(OutgoingHit.Key, outgoing);
        try
        {
            using var answer = await client.SendAsync(request, stop);
            Add(_delivered, hit);
        }
        catch (GuardViolationException)
        {
            // Withheld on purpose, counted and logged by the last look.
            Add(_delivered, hit);
        }
        catch (ServerErrorException)
        {
            Add(_rejected, hit);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            _isBroken = true;
        }
    }

    private void Add(List<SpooledHit> list, SpooledHit hit)
    {
        lock (_lock)
            list.Add(hit);
    }
}
