namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>Counts the connections of one kind of listener over all its endpoints. Kestrel's own limit is per endpoint.</summary>
internal sealed class ConnectionSlots
{
    private long _inUse;

    /// <summary>The caller must set it before the first connection.</summary>
    public long Limit { get; set; } = long.MaxValue;

    public long InUse => Interlocked.Read(ref _inUse);

    public bool TryAcquire()
    {
        if (Interlocked.Increment(ref _inUse) <= Limit)
            return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _inUse);
}
