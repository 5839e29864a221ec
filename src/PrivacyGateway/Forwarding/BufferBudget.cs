namespace PrivacyGateway.Forwarding;

/// <summary>How many bytes of bodies may be in memory at once, over all requests.</summary>
internal sealed class BufferBudget(long bytes)
{
    private long _left = bytes;

    public bool TryTake(int count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0)
            return true;
        Return(count);
        return false;
    }

    public void Return(int count) => Interlocked.Add(ref _left, count);
}
