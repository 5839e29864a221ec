namespace PrivacyGateway.Sending.Http1;

/// <summary>Received bytes that are not read yet. Sized for the head of a usual response, it grows for a longer one.</summary>
internal struct ReadBuffer()
{
    private const int InitialSize = 4096;

    private byte[] _bytes = new byte[InitialSize];
    private int _filled;

    public readonly bool IsEmpty => _filled == 0;

    /// <summary>Returns room for further bytes: at least one.</summary>
    public Memory<byte> GetFree()
    {
        if (_filled == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        return _bytes.AsMemory(_filled);
    }

    /// <summary>Adds bytes that were written to <see cref="GetFree"/>, and returns all that are not read yet.</summary>
    public ReadOnlySpan<byte> Add(int count)
    {
        _filled += count;
        return _bytes.AsSpan(0, _filled);
    }

    /// <summary>Removes bytes from the start.</summary>
    public void Consume(int count)
    {
        _bytes.AsSpan(count, _filled - count).CopyTo(_bytes);
        _filled -= count;
    }

    /// <summary>Releases what a long response needed. The buffer must be empty.</summary>
    public void Shrink()
    {
        if (_bytes.Length > InitialSize)
            _bytes = new byte[InitialSize];
    }
}
