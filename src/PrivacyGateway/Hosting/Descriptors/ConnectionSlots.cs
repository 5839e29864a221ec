namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>Connections of one kind of listener, over all its addresses. Kestrel's own limit is one for each address.</summary>
internal sealed class ConnectionSlots
{
    private long _taken;

    /// <summary>Set once, before the first connection.</summary>
    public long Most { get; set; } = long.MaxValue;

    public long Taken => Interlocked.Read(ref _taken);

    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= Most)
            return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _taken);
}
