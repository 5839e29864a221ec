using System.Buffers;
using System.Net;

namespace PrivacyGateway.Forwarding;

/// <summary>A body in memory. It grows as bytes arrive, up to its own limit and within the shared budget.</summary>
internal sealed class BudgetedBuffer(BufferBudget budget, int limit) : IDisposable
{
    private const int FirstBlock = 4096;

    private ArrivingBody? _arriving;
    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>The status for a body that did not fit: 413 for its own limit, 503 for the shared budget.</summary>
    public int? Refusal { get; private set; }

    /// <summary>Checks the announced length before the first byte.</summary>
    public bool CanHold(long announced)
    {
        if (announced > limit)
            Refusal = 413;
        return announced <= limit;
    }

    /// <summary>Allows the budget to evict the body until <see cref="EndArrival"/>.</summary>
    /// <param name="cancel">Cancels the pending read.</param>
    /// <param name="address">The client address.</param>
    public void BeginArrival(Action cancel, IPAddress? address) =>
        budget.Begin(_arriving = new ArrivingBody(cancel, address, BodyReader.Deadline(limit)));

    /// <returns>Null if the bytes may be used; otherwise the reason why the budget evicted them.</returns>
    public string? EndArrival() => _arriving is null ? null : budget.End(_arriving);

    /// <summary>Creates a buffer with the same budget and limit.</summary>
    public BudgetedBuffer CreateAlike() => new(budget, limit);

    public bool TryAppend(in ReadOnlySequence<byte> more)
    {
        if (!TryGrow(more.Length))
            return false;
        more.CopyTo(_bytes.AsSpan(_length));
        _length += (int)more.Length;
        return true;
    }

    /// <summary>Returns the bytes to the budget.</summary>
    public void Dispose()
    {
        budget.Return(_bytes.Length, _arriving);
        (_bytes, _length) = ([], 0);
    }

    private bool TryGrow(long more)
    {
        if (more > limit - _length)
        {
            Refusal = 413;
            return false;
        }

        var needed = _length + (int)more;
        if (needed <= _bytes.Length)
            return true;

        // Grows by doubling and ignores the announced length, so that a client reserves only the bytes that it sends.
        var capacity = (int)Math.Min(limit, Math.Max(needed, Math.Max(FirstBlock, _bytes.Length * 2L)));
        if (!budget.TryTake(capacity - _bytes.Length, _arriving))
        {
            Refusal = 503;
            return false;
        }

        Array.Resize(ref _bytes, capacity);
        return true;
    }
}
