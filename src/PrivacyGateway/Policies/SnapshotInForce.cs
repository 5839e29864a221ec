namespace PrivacyGateway.Policies;

/// <summary>Which configuration counts now. A request reads it once and keeps what it got.</summary>
internal sealed class SnapshotInForce(PolicySnapshot first)
{
    private volatile PolicySnapshot _current = first;

    public PolicySnapshot Current => _current;

    /// <summary>After each change of <see cref="Current"/>.</summary>
    public event EventHandler? Replaced;

    public void Replace(PolicySnapshot next)
    {
        _current = next;
        Replaced?.Invoke(this, EventArgs.Empty);
    }
}
