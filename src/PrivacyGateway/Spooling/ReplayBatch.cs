using System.Net.Http;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Spooling;

/// <summary>Some hits that leave together, begun in their order, several at once. Once one gets no answer, no further one is begun.</summary>
internal sealed class ReplayBatch(IReadOnlyList<SpooledHit> hits, IDestinations destinations)
{
    private readonly Lock _lock = new();
    private readonly List<SpooledHit> _delivered = [];
    private readonly List<SpooledHit> _failed = [];
    private volatile bool _isBroken;
    private int _next = -1;

    /// <summary>Taken, or refused for good (4xx): they need not be sent again.</summary>
    public IReadOnlyList<SpooledHit> Delivered => _delivered;

    /// <summary>Sent, and answered with a server error or not at all.</summary>
    public IReadOnlyList<SpooledHit> Failed => _failed;

    /// <summary>Not sent.</summary>
    public IReadOnlyList<SpooledHit> Remaining => [.. hits.Except(_delivered).Except(_failed)];

    public Task SendAsync(int connections, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Math.Min(connections, hits.Count)).Select(_ => WorkAsync(stop)));

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!_isBroken && !stop.IsCancellationRequested && Interlocked.Increment(ref _next) is var index && index < hits.Count)
            await SendAsync(hits[index]);
    }

    /// <summary>Not cut short when the process is told to stop: the track domain may have it already, and would get it twice. Its patience bounds the wait.</summary>
    private async Task SendAsync(SpooledHit hit)
    {
        if (destinations.Pick() is not { } destination)
        {
            _isBroken = true;
            return;
        }

        using var request = destinations.CreateMessage(destination, hit.Hit);
        try
        {
            using var answer = await destinations.Client.SendAsync(request, CancellationToken.None);
            Add(_delivered, hit);
        }
        catch (GuardViolationException)
        {
            // Withheld on purpose, counted and logged by the last look.
            Add(_delivered, hit);
        }
        catch (ServerErrorException)
        {
            Add(_failed, hit);
        }
        catch (NoAnswerException unasked) when (!unasked.WasAsked)
        {
            _isBroken = true;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Add(_failed, hit);
            _isBroken = true;
        }
    }

    private void Add(List<SpooledHit> list, SpooledHit hit)
    {
        lock (_lock)
            list.Add(hit);
    }
}
