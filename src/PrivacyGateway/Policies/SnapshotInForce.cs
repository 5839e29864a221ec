namespace PrivacyGateway.Policies;

/// <summary>Which configuration counts now. A request reads it once and keeps what it got.</summary>
internal sealed class SnapshotInForce(PolicySnapshot first)
{
    private volatile PolicySnapshot _current = first;

    public PolicySnapshot Current => _current;

    public void Replace(PolicySnapshot next) => _current = next;
}
