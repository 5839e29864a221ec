using System.Buffers;

namespace PrivacyGateway.Rewriting;

/// <summary>A growable byte buffer that can be truncated, for output that is built piece by piece.</summary>
internal sealed class ByteBuffer : IDisposable
{
    private readonly ArrayPool<byte>? _pool;
    private byte[] _bytes;

    /// <summary>Creates a buffer whose memory outlives this object.</summary>
    public ByteBuffer(int capacity) => _bytes = new byte[Math.Max(capacity, 16)];

    private ByteBuffer(int capacity, ArrayPool<byte> pool) => (_pool, _bytes) = (pool, pool.Rent(Math.Max(capacity, 16)));

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Creates a pooled buffer. The caller must dispose of it and must copy the output before.</summary>
    public static ByteBuffer Rent(int capacity) => new(capacity, ArrayPool<byte>.Shared);

    public void Append(byte value)
    {
        if (Length == _bytes.Length)
            Grow(_bytes.Length * 2);
        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length)
            Grow(Math.Max(_bytes.Length * 2, Length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Truncate(int length) => Length = length;

    /// <summary>Returns a pooled buffer.</summary>
    public void Dispose()
    {
        _pool?.Return(_bytes);
        (_bytes, Length) = ([], 0);
    }

    private void Grow(int capacity)
    {
        var larger = _pool?.Rent(capacity) ?? new byte[capacity];
        Span.CopyTo(larger);
        _pool?.Return(_bytes);
        _bytes = larger;
    }
}
