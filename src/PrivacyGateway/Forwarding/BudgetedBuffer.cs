using System.Buffers;

namespace PrivacyGateway.Forwarding;

/// <summary>A body in memory: grows as bytes arrive, up to a limit of its own and within the budget of all.</summary>
internal sealed class BudgetedBuffer(BufferBudget budget, int limit) : IDisposable
{
    private const int FirstBlock = 4096;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>The status that refuses what did not fit: 413 for its own limit, 503 for everybody's.</summary>
    public int? Refusal { get; private set; }

    /// <summary>Refuses before the first byte what is announced to be too large.</summary>
    public bool CanHold(long announced)
    {
        if (announced > limit)
            Refusal = 413;
        return announced <= limit;
    }

    public bool TryAppend(in ReadOnlySequence<byte> more)
    {
        if (!TryGrow(more.Length))
            return false;
        more.CopyTo(_bytes.AsSpan(_length));
        _length += (int)more.Length;
        return true;
    }

    /// <summary>Gives back what was taken from the budget.</summary>
    public void Dispose()
    {
        budget.Return(_bytes.Length);
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

        // Doubles, whatever length was announced: a client reserves only what it sends.
        var capacity = (int)Math.Min(limit, Math.Max(needed, Math.Max(FirstBlock, _bytes.Length * 2L)));
        if (!budget.TryTake(capacity - _bytes.Length))
        {
            Refusal = 503;
            return false;
        }

        Array.Resize(ref _bytes, capacity);
        return true;
    }
}
